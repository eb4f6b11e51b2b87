"""The tags: what they write, and that a code or a typing mistake never reaches a screen."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

from corridor.interfaces.kit.forms import DayField, KitForm, MoneyField
from corridor.interfaces.kit.states import TONES, register_states


def _show(source: str, **context: Any) -> str:
    return Template("{% load kit i18n %}" + source).render(Context(context)).strip()


@pytest.mark.parametrize("tone", TONES)
def test_tag_has_words_and_tone(tone: str) -> None:
    shown = _show("{% tag tone text %}", tone=tone, text="<late>")
    assert "&lt;late&gt;" in shown
    assert f'class="tag{" " + tone if tone else ""}"' in shown


def test_unknown_tone_icon_and_state_fail_at_once() -> None:
    with pytest.raises(TemplateSyntaxError):
        _show('{% tag "purple" "x" %}')
    with pytest.raises(KeyError):
        _show('{% icon "unicorn" %}')
    with pytest.raises(KeyError):
        _show('{% state "contract" "lost" %}')


def test_state_is_said_with_its_tone() -> None:
    assert _show('{% state "contract" "held" %}') == (
        '<span class="tag bad">Held: a clause is worse than promised</span>'
    )
    with translation.override("es"):
        assert "Detenido" in _show('{% state "contract" "held" %}')


def test_state_cannot_be_named_twice() -> None:
    with pytest.raises(ValueError, match="already named"):
        register_states("contract", {"held": ("Other words", "bad")})
    with pytest.raises(ValueError, match="tones are"):
        register_states("contract", {"held": ("Held", "purple")})


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('{% money 1323 "EUR" %}', "<bdi>1,323\u00a0EUR</bdi>"),
        ('{% money_minor 6050 "EUR" %}', "<bdi>60.50\u00a0EUR</bdi>"),
        ('{% money_minor 500 "JPY" %}', "<bdi>500\u00a0JPY</bdi>"),
        ("{% number 7120 %}", "7,120"),
        ("{% percent 0.96 %}", "96%"),
        ('{% date "1990-05" %}', '<time datetime="1990-05">May 1990</time>'),
        ('{% date "1990" %}', '<time datetime="1990">1990</time>'),
        ("{% date day %}", '<time datetime="2027-03-14">14 March 2027</time>'),
        ("{% date None %}", ""),
        ("{% age 1 %}", '<span class="tag">1 day</span>'),
        ("{% age 3 %}", '<span class="tag warn">3 days</span>'),
        ("{% age 6 %}", '<span class="tag bad">6 days</span>'),
        ("{% person_name person %}", '<bdi dir="auto">Fatima</bdi> <bdi dir="auto" class="note">فاطمة</bdi>'),
    ],
)
def test_values_are_shown(source: str, shown: str) -> None:
    person = SimpleNamespace(name="Fatima", native_name="فاطمة")
    assert _show(source, day=date(2027, 3, 14), person=person) == shown


class _Form(KitForm):
    name = forms.CharField(label="Name", help_text="As in the passport")
    start = DayField(label="Start", required=False)
    wage = MoneyField(label="Wage", currency="EUR")


def test_field_ties_hint_and_error_to_the_control() -> None:
    form = _Form({"name": "", "wage": "x"})
    shown = _show("{% field form.name %}", form=form)
    assert 'aria-describedby="id_name-hint id_name-error"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'id="id_name-error"' in shown
    group = _show("{% field form.start %}", form=form)
    assert "<legend>" in group
    assert "optional" in group


def test_summary_links_every_problem_to_its_field() -> None:
    shown = _show("{% error_summary form %}", form=_Form({"name": "", "wage": "x"}))
    assert "2 answers need a change" in shown
    assert 'href="#id_name"' in shown
    assert 'href="#id_wage"' in shown
    assert _show("{% error_summary form %}", form=_Form()) == ""


def test_button_is_a_link_or_sends_and_the_arrow_comes_last() -> None:
    assert _show('{% button "Save" %}') == '<button class="button">Save</button>'
    shown = _show('{% button "Next" href="/x" kind="quiet" icon="arrow" %}')
    assert shown.startswith('<a class="button quiet" href="/x">Next<svg')


def test_pagination_keeps_the_query() -> None:
    request = RequestFactory().get("/en/list/?q=ana&page=2")
    page = Paginator(range(50), 20).page(2)
    shown = _show("{% pagination page %}", page=page, request=request)
    assert "21 to 40 of 50" in shown
    assert "?q=ana&amp;page=1" in shown
    assert "?q=ana&amp;page=3" in shown
    page.total_capped = True  # type: ignore[attr-defined]
    assert "of more than 50" in _show("{% pagination page %}", page=page, request=request)
    assert _show("{% pagination page %}", page=Paginator([], 20).page(1), request=request) == ""


def test_language_menu_keeps_the_path() -> None:
    request = RequestFactory().get("/en/roles/approver/")
    languages = [("en", "English"), ("ar", "العربية")]
    shown = _show("{% language_menu %}", request=request, language="en", languages=languages)
    assert '<a href="/ar/roles/approver/" lang="ar" hreflang="ar">' in shown
    assert 'aria-current="true"' in shown


def test_steps_and_compare() -> None:
    steps = _show('{% steps 2 3 "Contract" %}')
    assert "Step 2 of 3 · Contract" in steps
    assert steps.count("<li") == 3
    row = {"clause": "Wage", "before": "9", "after": "8", "change": "worse", "severity": "critical"}
    shown = _show("{% compare rows %}", rows=[row])
    assert '<tr class="worse">' in shown
    assert "critical" in shown


def test_submission_key_is_a_new_one_each_time() -> None:
    assert _show("{% submission_key %}") != _show("{% submission_key %}")
