"""What a supervisor watches over: who waits, who carries how much, how cases went, where triage erred."""
