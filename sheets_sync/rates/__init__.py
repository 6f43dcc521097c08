"""Money of several currencies put into one, by the rates that the agency gives."""
