"""The joint action plan as somebody would build it with other tools, to compare speed with ours."""
