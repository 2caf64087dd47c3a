"""A press review (điểm báo): which stories, what is told of each, in which order."""
