"""Following the people of this office on their way: steps, calls for help, the return."""
