"""Where roll calls come from: the UN, the Security Council, a file of the user; requests for parts of them."""
