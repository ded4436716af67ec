"""Words that operators put over screens, and take back: messages, and emergencies that override."""
