# Everything a person runs. Each target prepares what it needs.
PYTHON3 ?= python3
PY := .venv/bin/python
PY_RASA := .venv-rasa/bin/python
UV := .venv-setup/bin/uv
RASA_TESTS := tests/e2e/test_rasa_environment.py

# Where it is set, as in many images of containers, each of the many processes compiles all that it imports anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test chaos lint bench evaluate weights model lock clean help

help:
	@echo "make run    set up and start everything, with a simulator in place of Twilio"
	@echo "make test   set up and run all tests"
	@echo "make chaos  kill everything under load for a quarter of an hour, and count what became of it"
	@echo "            CHAOS_RATE=n messages a second instead of 20, where the machine cannot do more"
	@echo "make lint   style, types, import contracts, content check"
	@echo "make bench  print the performance figures of this machine"
	@echo "make model  train the assistant if its inputs changed"
	@echo "make evaluate  say how good triage is, into docs/triage-figures.md, and what the assistant understands (an hour)"
	@echo "make weights   train triage's classifier anew after its corpus or its rules changed (half an hour)"
	@echo "               ENCODER=name puts any sentence encoder in its network's place, into OUT=folder"
	@echo "make lock   compile the requirement locks anew"
	@echo "make clean  remove environments, models and data (stored messages too)"

run:
	@$(PYTHON3) processes/bootstrap.py app rasa
	@exec $(PY) -m processes run

test:
	@$(PYTHON3) processes/bootstrap.py dev rasa
	@# Before the tests and not within the first that needs it: on a slow machine training takes longer than a test may.
	@$(PY) -m processes.model
	@# Two at a time where each test has its own database; one after the other where the whole stack runs.
	@$(PY) -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder tests/unit tests/integration
	@# Rasa's own tests beside it: they need a processor, and whoever waits for a telephone to ring leaves one idle.
	@$(PY) -m pytest $(RASA_TESTS) & rasa=$$!; \
	  $(PY) -m pytest --ignore $(RASA_TESTS) tests/e2e tests/chaos; ended=$$?; \
	  wait $$rasa || ended=1; exit $$ended

# The report is printed at the end, whether or not the tests pass.
chaos:
	@$(PYTHON3) processes/bootstrap.py dev rasa
	@$(PY) -m processes.model
	@CHAOS_LONG=1 $(PY) -m pytest tests/chaos tests/integration/invariants/test_case_state_machine.py

lint:
	@$(PYTHON3) processes/bootstrap.py dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo
	$(PY) -m processes.cli check-content

bench:
	@$(PYTHON3) processes/bootstrap.py dev rasa
	@$(PY) -m bench

evaluate:
	@$(PYTHON3) processes/bootstrap.py rasa
	@$(PY_RASA) -m helpline.triage.learning.evaluate
	@$(PY) -m processes.model
	@$(PY_RASA) -m bot.evaluate --only-testset

weights:
	@$(PYTHON3) processes/bootstrap.py rasa
	@$(PY_RASA) -m helpline.triage.learning.train $(if $(ENCODER),--encoder $(ENCODER) --out $(or $(OUT),models/triage-encoder))

model:
	@$(PYTHON3) processes/bootstrap.py app rasa
	@$(PY) -m processes.model

lock:
	@$(PYTHON3) -c "import sys; sys.path.insert(0, 'processes'); import bootstrap; bootstrap.find_uv()"
	@for group in app dev; do \
	  $(UV) pip compile pyproject.toml --group $$group --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --quiet \
	    --output-file requirements/$$group.txt; done
	@# Not universal: resolving for every platform at once would choose an older numpy for all.
	@$(UV) pip compile pyproject.toml --group rasa --python-version 3.10 \
	    --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --quiet \
	    --output-file requirements/rasa.txt

clean:
	rm -rf .venv .venv-rasa .venv-setup models var
