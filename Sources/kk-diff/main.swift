print("kk-diff")
