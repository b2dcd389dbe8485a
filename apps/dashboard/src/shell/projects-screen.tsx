import { useQuery } from '@tanstack/react-query';
import { projectsQuery } from '../api/queries.js';
import { count } from '../ui/format.js';
import { Empty, Loaded } from '../ui/loaded.js';
import { Card, Page } from '../ui/page.js';
import { TimeAgo } from '../ui/time.js';

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
              <pre className="display-text mono">{firstProject}</pre>
            </Card>
          ) : (
            <div className="project-cards">
              {items.map((project) => (
                <a className="card project-card" key={project.id} href={`/p/${encodeURIComponent(project.id)}`}>
                  <h2>{project.id}</h2>
                  <span className="muted small">
                    {count(project.classes.length)} classes · {project.featureShape ? 'with features' : 'labels only'} ·
                    made <TimeAgo at={project.createdAt} />
                  </span>
                </a>
              ))}
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}
