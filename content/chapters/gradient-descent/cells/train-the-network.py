history = model.fit(
    x_train,
    y_train,
    epochs=60,
    batch_size=10,
    validation_data=(x_test, y_test),
    verbose=2,
)

side = np.linspace(-6, 6, 60)
x1, x2 = np.meshgrid(side, side)
outputs = model.predict(np.column_stack([x1.ravel(), x2.ravel()]), verbose=0)
plt.contourf(x1, x2, outputs.reshape(x1.shape), levels=20, cmap="RdBu", vmin=-1, vmax=1)
plt.scatter(x_train[:, 0], x_train[:, 1], c=y_train, cmap="RdBu", edgecolors="k")
plt.gca().set_aspect("equal")
plt.show()
