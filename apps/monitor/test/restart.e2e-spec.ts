import { describe, expect, it } from 'vitest';
import { crowdLines, monitorUnderTest } from './testing/monitor-under-test.js';

describe('a restart', () => {
  it('finds projects, posteriors, noise matrices and verdicts again, and counts nothing twice', async () => {
    const first = await monitorUnderTest();
    await first.http
      .post('/v1/projects')
      .send({ id: 'pets', classes: ['cat', 'dog'] })
      .expect(201);
    const upload = first.http.post('/v1/projects/pets/labels').type('application/x-ndjson');
    await upload.send(crowdLines(40)).expect(202);
    await first.settled('pets');
    const paths = ['', '/sources', '/sources/w0', '/examples/e7', '/verdicts?limit=1000', '/examples?limit=1000'];
    const read = async (from: typeof first) => {
      await from.service.pipeline.refresh();
      const bodies = await Promise.all(paths.map((path) => from.http.get(`/v1/projects/pets${path}`)));
      // When the list of sources was read is not part of what is known.
      return bodies.map((response) => ({ ...(response.body as object), at: undefined }));
    };
    const before = await read(first);
    await first.stop();
    const second = await monitorUnderTest({}, first.dataDir);
    await second.settled('pets');
    expect(await read(second)).toEqual(before);
    await second.http
      .post('/v1/projects/pets/labels')
      .send({ exampleId: 'e0', sourceId: 'new', label: 'cat' })
      .expect(202);
    await second.settled('pets');
    expect((await second.http.get('/v1/projects/pets')).body).toMatchObject({ labels: 161, sources: 5 });
    await second.stop();
  });

  it('refuses a second process on the same folder, in words', async () => {
    const first = await monitorUnderTest();
    await expect(monitorUnderTest({}, first.dataDir)).rejects.toThrow(/another process|in use|already/i);
    await first.stop();
  });
});
