"""What Touchbase runs on: settings, clock, database, schedule, delivery, the connection to Slack, the command line."""
