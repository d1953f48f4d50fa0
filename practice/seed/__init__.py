"""The story of the demo company: who its customers are and what happened with them before the demo begins."""
