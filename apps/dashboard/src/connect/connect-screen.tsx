import type { ScreenProps } from '../app.js';
import { Page } from '../ui/page.js';

export function ConnectScreen({ project }: ScreenProps) {
  return <Page title="Connect">{project.id}</Page>;
}
