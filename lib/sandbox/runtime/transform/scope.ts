/** The names that are declared around a place, without those of the notebook. */
export interface Scope {
  names: ReadonlySet<string>;
  parent: Scope | null;
  /** Whether `var` here belongs to the notebook. */
  isTop: boolean;
}

export const topScope: Scope = { names: new Set(), parent: null, isTop: true };

export function nest(parent: Scope, names: Iterable<string>): Scope {
  return { names: new Set(names), parent, isTop: parent.isTop };
}

/** As `nest`, for a function. */
export function nestFunction(parent: Scope, names: Iterable<string> = []): Scope {
  return { names: new Set(names), parent, isTop: false };
}

export function isLocal(name: string, scope: Scope): boolean {
  for (let at: Scope | null = scope; at; at = at.parent) if (at.names.has(name)) return true;
  return false;
}
