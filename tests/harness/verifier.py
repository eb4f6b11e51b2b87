"""The stand-alone verifier as a module: it belongs to no package, and shares no code with the engine."""

import importlib.util
from pathlib import Path
from typing import Any

PATH = Path(__file__).resolve().parents[2] / "tools" / "verify_round.py"


def load() -> Any:
    spec = importlib.util.spec_from_file_location("verify_round", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
