"""Who sits where: the roster, invitations, enrolment, and posts that change hands."""
