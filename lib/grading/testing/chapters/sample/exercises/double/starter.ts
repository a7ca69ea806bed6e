function double(x: number) {
  return x;
}

double(7);
