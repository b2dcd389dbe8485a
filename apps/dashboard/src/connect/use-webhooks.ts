import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import { webhooksQuery } from '../api/connect-queries.js';
import { problemFrom } from '../api/problem-error.js';
import type { Schemas } from '../api/queries.js';

type Webhook = Schemas['Webhook'];
type WithSecret = Schemas['WebhookWithSecret'];

/** What can be done with the webhooks of a project; what it changes is read again. */
export interface WebhookActions {
  create: UseMutationResult<WithSecret, Error, Schemas['NewWebhook']>;
  change: UseMutationResult<Webhook, Error, { id: string; body: Schemas['WebhookChange'] }>;
  rotate: UseMutationResult<WithSecret, Error, string>;
  test: UseMutationResult<unknown, Error, string>;
  remove: UseMutationResult<unknown, Error, string>;
  redeliver: UseMutationResult<unknown, Error, { webhook: string; delivery: string }>;
}

export function useWebhooks(project: string): WebhookActions {
  const queries = useQueryClient();
  const again = (what: string) => queries.invalidateQueries({ queryKey: [project, what] });
  const onSuccess = () => Promise.all([again('webhooks'), again('deliveries')]);
  const of = (webhook: string) => ({ path: { project, webhook } });
  return {
    create: useMutation({
      onSuccess,
      mutationFn: (body: Schemas['NewWebhook']) =>
        answerOf(api.POST('/v1/projects/{project}/webhooks', { params: { path: { project } }, body })),
    }),
    change: useMutation({
      onSuccess,
      mutationFn: ({ id, body }: { id: string; body: Schemas['WebhookChange'] }) =>
        answerOf(api.PATCH('/v1/projects/{project}/webhooks/{webhook}', { params: of(id), body })),
    }),
    rotate: useMutation({
      onSuccess,
      mutationFn: (id: string) =>
        answerOf(api.POST('/v1/projects/{project}/webhooks/{webhook}/secret', { params: of(id) })),
    }),
    test: useMutation({
      onSuccess,
      mutationFn: (id: string) =>
        answerOf(api.POST('/v1/projects/{project}/webhooks/{webhook}/test', { params: of(id) })),
    }),
    remove: useMutation({
      // Its row goes first: nobody asks for the deliveries of what is gone.
      onSuccess: (_, id: string) => {
        queries.setQueryData(webhooksQuery(project).queryKey, (list) => {
          return list && { ...list, items: list.items.filter((webhook) => webhook.id !== id) };
        });
        void again('webhooks');
      },
      mutationFn: async (id: string) => {
        // No body: the answer is 204.
        const { response, error } = await api.DELETE('/v1/projects/{project}/webhooks/{webhook}', { params: of(id) });
        if (!response.ok) throw problemFrom(error, response);
      },
    }),
    redeliver: useMutation({
      onSuccess,
      mutationFn: ({ webhook, delivery }: { webhook: string; delivery: string }) =>
        answerOf(
          api.POST('/v1/projects/{project}/webhooks/{webhook}/deliveries/{delivery}/redeliver', {
            params: { path: { project, webhook, delivery } },
          }),
        ),
    }),
  };
}
