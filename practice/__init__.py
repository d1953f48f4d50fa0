"""The practice workspace: a pretend Slack in which the unmodified bot runs, for the demo and for tests."""
