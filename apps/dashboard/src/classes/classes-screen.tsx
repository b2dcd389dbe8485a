import type { ScreenProps } from '../app.js';
import { Page } from '../ui/page.js';

export function ClassesScreen({ project }: ScreenProps) {
  return <Page title="Classes">{project.id}</Page>;
}
