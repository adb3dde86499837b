"""`python -m processes run` starts everything; any other name is one process of it."""

import sys

from processes import run, watchdog, worker

if __name__ == "__main__":
    kind = sys.argv[1]
    if kind == "run":
        sys.exit(run.main())
    if kind == "watchdog":
        watchdog.main()
    elif kind == "actions":
        # Imported here: rasa-sdk is large and no other process needs it.
        from processes.actions import main

        main()
    else:
        worker.main(kind)
