import matplotlib.pyplot as plt

alpha = 0.2

w = 10.0
path = [w]
for step in range(10):
    slope = 2 * w
    w = w - alpha * slope
    path.append(w)

plt.plot(path)
plt.xlabel("step")
plt.ylabel("w")
plt.show()
w
