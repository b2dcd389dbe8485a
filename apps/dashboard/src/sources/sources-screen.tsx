import type { ScreenProps } from '../app.js';
import { Page } from '../ui/page.js';

export function SourcesScreen({ project }: ScreenProps) {
  return <Page title="Sources">{project.id}</Page>;
}
