import { Component, type ReactNode } from 'react';
import { Failed } from '../ui/loaded.js';

/** A screen that breaks says so in its place; the rest of the page goes on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error?: Error }> {
  override state: { error?: Error } = {};

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    if (this.state.error) return <Failed error={this.state.error} onRetry={() => location.reload()} />;
    return this.props.children;
  }
}
