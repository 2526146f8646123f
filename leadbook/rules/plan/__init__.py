"""Three touches a month for everyone: the planner, its promises, and what fulfils a planned touch."""
