import type { ScreenProps } from '../app.js';
import { Page } from '../ui/page.js';

export function ReviewScreen({ project }: ScreenProps) {
  return <Page title="Review">{project.id}</Page>;
}
