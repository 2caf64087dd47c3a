"""A phrase of office: status, role, body, place."""
