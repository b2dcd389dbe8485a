import { useQuery } from '@tanstack/react-query';
import { projectsQuery } from '../api/queries.js';
import { CodeBlock } from '../ui/code-block.js';
import { Empty, Loaded } from '../ui/loaded.js';
import { Card, Page } from '../ui/page.js';
import { ProjectCard } from './project-card.js';

const firstProject = `curl ${location.origin}/v1/projects -H 'content-type: application/json' \\
  -d '{"id":"animals","classes":["cat","dog","bird"]}'`;

/** All projects. */
export function ProjectsScreen() {
  const projects = useQuery({ ...projectsQuery, refetchInterval: 5_000 });
  return (
    <Page title="Projects" intro="A project is one labeling task: its classes, its examples and who labels them.">
      <Loaded query={projects} height={240}>
        {({ items }) =>
          items.length === 0 ? (
            <Card>
              <Empty title="There is no project yet">
                Make one, then send labels: <code>npm run demo</code> shows it with a simulated crowd.
              </Empty>
              <CodeBlock text={firstProject} label="the command for a first project" />
            </Card>
          ) : (
            <div className="project-cards">
              {items.map((project) => (
                <ProjectCard key={project.id} project={project} />
              ))}
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}
