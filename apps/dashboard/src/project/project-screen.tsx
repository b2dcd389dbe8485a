import type { ScreenProps } from '../app.js';
import { Page } from '../ui/page.js';

export function ProjectScreen({ project }: ScreenProps) {
  return <Page title="Project">{project.id}</Page>;
}
