for step in range(1, len(path)):
    print(f"step {step:2}   w {path[step]:8.4f}   factor {path[step] / path[step - 1]:.3f}")
