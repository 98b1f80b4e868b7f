# Two doors: `make demo` shows the main job on the examples, `make test` checks everything.
PY := .venv/bin/python
READY := .venv/.ready
LOCK := requirements.lock

.PHONY: demo test lint types unit floors lock clean

demo: $(READY)
	@$(PY) -m retold trace examples/pages --html out/demo.html --json out/demo.json

test: $(READY)
	@$(PY) -m ruff check . && $(PY) -m ruff format --check . && $(PY) -m mypy
	@$(PY) -m pytest
	@$(PY) -m benchmarks floors

$(READY): $(LOCK) pyproject.toml
	@sh scripts/environment.sh .venv $(LOCK)
	@touch $(READY)

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate --extra dev pyproject.toml -o $(LOCK)

clean:
	rm -rf .venv out .mypy_cache .ruff_cache .pytest_cache .hypothesis
