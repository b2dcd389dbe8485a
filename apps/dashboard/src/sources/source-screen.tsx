import type { ScreenProps } from '../app.js';
import { Page } from '../ui/page.js';

export function SourceScreen({ project }: ScreenProps) {
  return <Page title="Source">{project.id}</Page>;
}
