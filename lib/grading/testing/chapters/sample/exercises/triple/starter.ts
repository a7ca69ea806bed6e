function triple(x: number) {
  return x;
}

triple(7);
