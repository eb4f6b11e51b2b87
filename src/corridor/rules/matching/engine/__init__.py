"""The engine of a nation's round: columns in, result out. `docs/adr` says why; `reference` is the oracle."""
