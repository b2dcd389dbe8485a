import type { ScreenProps } from '../app.js';
import { Page } from '../ui/page.js';

export function ModelsScreen({ project }: ScreenProps) {
  return <Page title="Models">{project.id}</Page>;
}
