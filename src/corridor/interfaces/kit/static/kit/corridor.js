/* Small helps. Every page works without this file; the server holds against repeats by itself. */
(() => {
  "use strict";
  const typing = (node) => /^(INPUT|SELECT|TEXTAREA)$/.test(node.tagName) || node.isContentEditable;

  // A form that is sent once is not sent twice: the second press is swallowed while the first one travels.
  const release = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    form.querySelectorAll("button:not([type=button])").forEach((b) => b.setAttribute("aria-disabled", "true"));
    setTimeout(() => release(form), 20000);
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

  // Ctrl+Enter sends the form one is in; Alt+/ goes to the search box; Alt+. to the actions of the page, of which a digit
  // then opens one; Alt+? shows the shortcuts (staff pages). None is a sign alone (WCAG 2.1.4), so that speech and a slip
  // of the finger press nothing; a digit counts only while the focus is on the actions.
  document.addEventListener("keydown", (event) => {
    const node = event.target;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && node.form) {
      event.preventDefault();
      node.form.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.metaKey || typing(node)) return;
    const help = document.querySelector("dialog.keyboard");
    if (!help) return;
    const actions = document.querySelector("[data-actions]");
    const digit = /^Digit([1-9])$/.exec(event.code);
    if (!event.altKey) {
      const link = digit && actions && actions.contains(node) && actions.querySelector(`[data-key="${digit[1]}"]`);
      if (link) link.click();
      return;
    }
    // By the sign or by the place of the key: Alt changes the sign on a Mac, and Arabic keyboards have letters there.
    const slash = event.code === "Slash";
    if (event.key === "?" || (slash && event.shiftKey)) {
      event.preventDefault();
      if (!help.open) help.showModal();
    } else if ((event.key === "." || event.code === "Period") && actions) {
      event.preventDefault();
      actions.querySelector("a").focus();
    } else if (event.key === "/" || slash) {
      const box = document.querySelector("[type=search]");
      if (box) {
        event.preventDefault();
        box.focus();
      }
    }
  });

  // An open menu closes on Escape and on a press outside of it.
  const close = (except) => document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(except)) menu.open = false;
  });
  document.addEventListener("click", (event) => close(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest && event.target.closest("details.menu[open]");
    close(null);
    if (menu) menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-print]");
    if (opener) print();
  });

  // After a refused form the summary of errors is read first.
  const summary = document.querySelector(".summary[tabindex]");
  if (summary) summary.focus();
})();
