"use client";

import { Component, type ReactNode } from "react";

interface Props {
  children: ReactNode;
}

/** One figure that fails must not take the chapter with it. */
export class FigureBoundary extends Component<Props, { error: Error | null }> {
  override state = { error: null as Error | null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <p role="alert">
        This part of the page stopped with an error ({error.message}). Reload the page to start it
        again; the text does not need it.
      </p>
    );
  }
}
