"""Who acts: accounts, the roles they hold, and the people that events name."""
