"""What is true: tables, their queries and the rules of care. Has never heard of Slack, of templates or of the clock."""
