// Written by `npm run api:types` from the description that the service gives of itself. Not to be edited.
export interface paths {
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers */
        get: operations["getLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ledger, stream and model are up, and no stage has stopped */
        get: operations["getReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metrics in the text format of Prometheus, or with exemplars in that of OpenMetrics */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All projects, by id */
        get: operations["listProjects"];
        put?: never;
        /** Make a project */
        post: operations["createProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One project and how far it has come */
        get: operations["getProject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change settings
         * @description Those that are named; the others stay. alarmLevel, accuracyLine, driftRunLength, settleAfterLabels and settleWindow are fixed once a label was taken (409): the promise of running tests rests on them. What is shown of examples (`display`) is kept from now on; what was kept before stays.
         */
        patch: operations["changeProject"];
        trace?: never;
    };
    "/v1/projects/{project}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far behind the stages are */
        get: operations["getProgress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Append classes */
        post: operations["appendClasses"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How right the labels of each time are */
        get: operations["getProjectHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/noise-matrix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What all sources together make of each class */
        get: operations["getProjectNoiseMatrix"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/confusions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which classes are confused, and whether by everybody
         * @description Who is behind them is as old as the list of sources.
         */
        get: operations["listConfusions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send labels
         * @description JSON: one label or a list; all are taken, or none. NDJSON: one event a line, of any length, read as it comes and held back while too many events wait; good lines are taken whatever becomes of others. What is taken is durable before the answer, and judged within moments after.
         */
        post: operations["postLabels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/retractions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a label back */
        post: operations["postRetraction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/gold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what the true label of an example is */
        post: operations["postGold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/examples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Examples that were judged
         * @description What is asked of a label (sourceId, label, suspect, minQuality, maxQuality) one and the same current label must have. With filters a page looks at 2,000 examples at most: it may be short or empty and still have a `nextCursor`.
         */
        get: operations["listExamples"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/examples/{exampleId}/prototypes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which prototypes of the model an example looks most like
         * @description Its features must be kept: images are where the project shows them (`display`), others while the buffer of the trainer holds them.
         */
        get: operations["getNearestPrototypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/examples/{exampleId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything about one example: posterior, evidence, verdicts, why */
        get: operations["getExample"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Cleaned labels as a file
         * @description Made while it is read, of any number of examples, in no particular order; an example may come twice while labels come. A file that was cut off ends without its last line end, bracket or footer, and the connection breaks.
         */
        get: operations["exportProject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sources, the riskiest first
         * @description Sources that are alike stand by id; those of which the order knows nothing (no trend yet) come last. All sources are read together and kept for two seconds; where there are so many that this takes long, for up to eight times as long as it takes.
         */
        get: operations["listSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/sources/{sourceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One source: noise matrix with intervals, history, alarms */
        get: operations["getSource"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/act-now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sources to act on now, at a false-discovery rate */
        get: operations["listSourcesToActOn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/calibration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the beliefs hold on gold */
        get: operations["getCalibration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/sources/{sourceId}/alarms/{slot}/{action}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an alarm on, or close it by hand
         * @description acknowledge: it stays open, and everybody sees who has it. resolve: it is closed, and its tests begin anew. Saying it twice changes nothing.
         */
        post: operations["actOnAlarm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/sources/{sourceId}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide that a source labels no more for now
         * @description It is kept with the source and told to webhooks (`source.paused`): to stop giving it examples is for the platform. Labels that come all the same are judged and tested as before. Saying it twice changes nothing.
         */
        post: operations["pauseSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/sources/{sourceId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a paused source go on
         * @description Told to webhooks (`source.resumed`). Of a source that is not paused it changes nothing.
         */
        post: operations["resumeSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/verdicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Recent verdicts, newest first */
        get: operations["listVerdicts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/verdicts/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verdicts as they come (server-sent events)
         * @description Events `verdict`, each with a Verdict as its data. After a break, `Last-Event-ID` goes on where it was; an event `gap` says that something was too old to send again. A repeat after a crash is possible: `seq` tells.
         */
        get: operations["streamVerdicts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open alarms, and recent alerts, newest first */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/alerts/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts as they come (server-sent events named `alert`) */
        get: operations["streamAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Recent records that could not be taken, newest first */
        get: operations["listDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Model versions, newest first, and which one is in use */
        get: operations["listModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/models/{version}/prototypes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The examples that a model version takes for typical */
        get: operations["listPrototypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/models/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One model version: its gate and its report */
        get: operations["getModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics/source": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All metrics of one source, its noise matrix and tests included, in the text format of Prometheus */
        get: operations["getSourceMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What waits for a person
         * @description A filter (sourceId, suspect, label, suggestedLabel) takes from the targeted lane alone; sourceId, suspect and label one and the same current label must have.
         */
        get: operations["listReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/reviews/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the reviews went */
        get: operations["getReviewStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/reviews/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take one item: nobody else gets it until the lease is over
         * @description A filter (sourceId, suspect, label, suggestedLabel) takes from the targeted lane alone; sourceId, suspect and label one and the same current label must have.
         */
        post: operations["claimReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/reviews/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what the true label of a claimed item is */
        post: operations["decideReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/reviews/unsure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that the true label of a claimed item cannot be told */
        post: operations["unsureReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/reviews/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back the latest decision of a reviewer
         * @description Of the last 24 hours. What has entered a test stays there.
         */
        post: operations["undoReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/reviews/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep a claimed item for longer
         * @description While the lease lasts, and nothing was said of the item. A lease is never made shorter.
         */
        post: operations["renewReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/reviews/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a claimed item back */
        post: operations["releaseReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Webhooks of a project */
        get: operations["listWebhooks"];
        put?: never;
        /** Have events sent somewhere */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/webhooks/{webhook}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One webhook */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /** Remove a webhook and its deliveries */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /** Change a webhook, disable it, or enable it again */
        patch: operations["changeWebhook"];
        trace?: never;
    };
    "/v1/projects/{project}/webhooks/{webhook}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new secret; the one before signs too for a day */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/webhooks/{webhook}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test event */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/webhooks/{webhook}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent to a webhook, the newest event first */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/webhooks/{webhook}/deliveries/{delivery}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One delivery and its attempts */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/webhooks/{webhook}/deliveries/{delivery}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send it again, under the same id */
        post: operations["redeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Labeling platforms that can send here as they are */
        get: operations["listConnectors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connectors/label-studio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Webhooks of Label Studio, or what it exported
         * @description With `QUALM_CONNECTOR_SECRET` set, the header `X-Qualm-Connector-Secret` opens it, in place of the key. What is taken is durable before the answer. Messages may come twice and in any order.
         */
        post: operations["postLabelStudio"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "source.alarm.opened": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An alarm of a source opened, or opened again: whom to stop trusting, and on what evidence. */
        post: operations["sourceAlarmOpenedEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "source.alarm.acknowledged": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A person took an open alarm in hand. */
        post: operations["sourceAlarmAcknowledgedEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "source.alarm.resolved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An alarm was closed, by recovery or by a person. */
        post: operations["sourceAlarmResolvedEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "source.drift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A source fell below its own past: since when, from what to what. */
        post: operations["sourceDriftEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "source.paused": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A person paused a source: it should get no more examples for now. */
        post: operations["sourcePausedEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "source.resumed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A person lets a source go on. */
        post: operations["sourceResumedEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "label.suspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Labels that are probably wrong: up to a hundred, or what came within ten seconds. */
        post: operations["labelSuspectEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "model.published": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A model version passed its gate and is in use. */
        post: operations["modelPublishedEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "model.rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A model version did not pass its gate; the one before stays in use. */
        post: operations["modelRejectedEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "calibration.rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The beliefs of the model are not calibrated on gold: alarms on its evidence are not reliable. */
        post: operations["calibrationRejectedEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "calibration.restored": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** They are again. */
        post: operations["calibrationRestoredEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "stream.stalled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A stage does not get on with its log. */
        post: operations["streamStalledEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "endpoint.disabled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Another webhook of the project was given up. */
        post: operations["endpointDisabledEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    test: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A person asked for a test. */
        post: operations["testEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /**
         * @description A class, by index or name. In answers as the project's `labelsAs` says.
         * @example 3
         */
        ClassLabel: number | string;
        /**
         * @description One class of a distribution.
         * @example {
         *       "label": 3,
         *       "probability": 0.97
         *     }
         */
        WeightedClass: {
            label: components["schemas"]["ClassLabel"];
            probability: number;
        };
        /**
         * @description RFC 9457. `field` and `value` say what was wrong with the input; `type` is stable, for programs.
         * @example {
         *       "type": "urn:qualm:problem:invalid-input",
         *       "title": "The input cannot be taken",
         *       "status": 400,
         *       "detail": "label: 12 is not a class of project \"mnist\" (0 to 9)",
         *       "instance": "/v1/projects/mnist/labels",
         *       "field": "label",
         *       "value": "12"
         *     }
         */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            instance: string;
            field?: string;
            value?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Whether the parts of the process are up, and why not. */
        Health: {
            /** @enum {string} */
            status: "ok" | "error" | "degraded" | "shutting_down";
            info?: {
                [key: string]: {
                    /** @enum {string} */
                    status: "up" | "down" | "degraded";
                } & {
                    [key: string]: unknown;
                };
            };
            error?: {
                [key: string]: {
                    /** @enum {string} */
                    status: "up" | "down" | "degraded";
                } & {
                    [key: string]: unknown;
                };
            };
            details: {
                [key: string]: {
                    /** @enum {string} */
                    status: "up" | "down" | "degraded";
                } & {
                    [key: string]: unknown;
                };
            };
        };
        /**
         * @description An alarm of a source opened, or opened again: whom to stop trusting, and on what evidence.
         * @example {
         *       "type": "source.alarm.opened",
         *       "timestamp": "2026-11-21T12:00:00.000Z",
         *       "schemaVersion": 1,
         *       "data": {
         *         "project": "mnist",
         *         "sourceId": "worker-17",
         *         "sequence": 42,
         *         "kind": "accuracy",
         *         "opening": 1,
         *         "evidence": "gold",
         *         "reliable": true,
         *         "labels": 61,
         *         "accuracy": 0.55,
         *         "accuracyInterval": [
         *           0.43,
         *           0.67
         *         ],
         *         "accuracyLine": 0.71,
         *         "eValue": 57.3,
         *         "bound": 25,
         *         "since": "2026-11-21T12:00:00.000Z",
         *         "patterns": [
         *           {
         *             "kind": "constant",
         *             "givenClass": 1,
         *             "share": 0.91,
         *             "expectedShare": 0.11
         *           }
         *         ],
         *         "actions": {
         *           "recommended": "pause",
         *           "says": "Its labels are below the line, on gold: pause it and have its labels made again."
         *         },
         *         "links": {
         *           "source": "/v1/projects/mnist/sources/worker-17",
         *           "suspects": "/v1/projects/mnist/verdicts?suspect=true&sourceId=worker-17",
         *           "alarm": "/v1/projects/mnist/sources/worker-17/alarms/gold",
         *           "alerts": "/v1/projects/mnist/alerts"
         *         }
         *       }
         *     }
         */
        SourceAlarmOpenedEvent: {
            /** @constant */
            type: "source.alarm.opened";
            /** Format: date-time */
            timestamp: string;
            /** @constant */
            schemaVersion: 1;
            data: {
                project: string;
                sourceId: string;
                sequence: number;
                kind: string;
                opening: number;
                /** @enum {string} */
                evidence: "gold" | "model";
                reliable: boolean;
                labels: number;
                accuracy: number;
                accuracyInterval: [
                    number,
                    number
                ];
                accuracyLine: number;
                trueClass?: number | string;
                givenClass?: number | string;
                eValue: number;
                bound: number;
                since: string | null;
                drift?: components["schemas"]["Drift"];
                patterns: ({
                    kind: string;
                } & {
                    [key: string]: unknown;
                })[];
                by?: string;
                note?: string;
                actions: {
                    /** @enum {string} */
                    recommended: "pause" | "review" | "none";
                    says: string;
                };
                links: {
                    source: string;
                    suspects: string;
                    alarm: string;
                    alerts: string;
                };
            };
        };
        /**
         * @description A person took an open alarm in hand.
         * @example {
         *       "type": "source.alarm.acknowledged",
         *       "timestamp": "2026-11-21T12:00:00.000Z",
         *       "schemaVersion": 1,
         *       "data": {
         *         "project": "mnist",
         *         "sourceId": "worker-17",
         *         "sequence": 44,
         *         "kind": "accuracy",
         *         "opening": 1,
         *         "evidence": "gold",
         *         "reliable": true,
         *         "labels": 61,
         *         "accuracy": 0.55,
         *         "accuracyInterval": [
         *           0.43,
         *           0.67
         *         ],
         *         "accuracyLine": 0.71,
         *         "eValue": 57.3,
         *         "bound": 25,
         *         "since": null,
         *         "patterns": [
         *           {
         *             "kind": "constant",
         *             "givenClass": 1,
         *             "share": 0.91,
         *             "expectedShare": 0.11
         *           }
         *         ],
         *         "actions": {
         *           "recommended": "none",
         *           "says": "A person has taken it in hand."
         *         },
         *         "links": {
         *           "source": "/v1/projects/mnist/sources/worker-17",
         *           "suspects": "/v1/projects/mnist/verdicts?suspect=true&sourceId=worker-17",
         *           "alarm": "/v1/projects/mnist/sources/worker-17/alarms/gold",
         *           "alerts": "/v1/projects/mnist/alerts"
         *         },
         *         "by": "eve",
         *         "note": "asked her"
         *       }
         *     }
         */
        SourceAlarmAcknowledgedEvent: {
            /** @constant */
            type: "source.alarm.acknowledged";
            /** Format: date-time */
            timestamp: string;
            /** @constant */
            schemaVersion: 1;
            data: {
                project: string;
                sourceId: string;
                sequence: number;
                kind: string;
                opening: number;
                /** @enum {string} */
                evidence: "gold" | "model";
                reliable: boolean;
                labels: number;
                accuracy: number;
                accuracyInterval: [
                    number,
                    number
                ];
                accuracyLine: number;
                trueClass?: number | string;
                givenClass?: number | string;
                eValue: number;
                bound: number;
                since: string | null;
                drift?: components["schemas"]["Drift"];
                patterns: ({
                    kind: string;
                } & {
                    [key: string]: unknown;
                })[];
                by?: string;
                note?: string;
                actions: {
                    /** @enum {string} */
                    recommended: "pause" | "review" | "none";
                    says: string;
                };
                links: {
                    source: string;
                    suspects: string;
                    alarm: string;
                    alerts: string;
                };
            };
        };
        /**
         * @description An alarm was closed, by recovery or by a person.
         * @example {
         *       "type": "source.alarm.resolved",
         *       "timestamp": "2026-11-21T12:00:00.000Z",
         *       "schemaVersion": 1,
         *       "data": {
         *         "project": "mnist",
         *         "sourceId": "worker-17",
         *         "sequence": 45,
         *         "kind": "accuracy",
         *         "opening": 1,
         *         "evidence": "gold",
         *         "reliable": true,
         *         "labels": 61,
         *         "accuracy": 0.83,
         *         "accuracyInterval": [
         *           0.76,
         *           0.9
         *         ],
         *         "accuracyLine": 0.71,
         *         "eValue": 57.3,
         *         "bound": 25,
         *         "since": null,
         *         "patterns": [],
         *         "actions": {
         *           "recommended": "none",
         *           "says": "The alarm is closed: what was paused can go on."
         *         },
         *         "links": {
         *           "source": "/v1/projects/mnist/sources/worker-17",
         *           "suspects": "/v1/projects/mnist/verdicts?suspect=true&sourceId=worker-17",
         *           "alarm": "/v1/projects/mnist/sources/worker-17/alarms/gold",
         *           "alerts": "/v1/projects/mnist/alerts"
         *         }
         *       }
         *     }
         */
        SourceAlarmResolvedEvent: {
            /** @constant */
            type: "source.alarm.resolved";
            /** Format: date-time */
            timestamp: string;
            /** @constant */
            schemaVersion: 1;
            data: {
                project: string;
                sourceId: string;
                sequence: number;
                kind: string;
                opening: number;
                /** @enum {string} */
                evidence: "gold" | "model";
                reliable: boolean;
                labels: number;
                accuracy: number;
                accuracyInterval: [
                    number,
                    number
                ];
                accuracyLine: number;
                trueClass?: number | string;
                givenClass?: number | string;
                eValue: number;
                bound: number;
                since: string | null;
                drift?: components["schemas"]["Drift"];
                patterns: ({
                    kind: string;
                } & {
                    [key: string]: unknown;
                })[];
                by?: string;
                note?: string;
                actions: {
                    /** @enum {string} */
                    recommended: "pause" | "review" | "none";
                    says: string;
                };
                links: {
                    source: string;
                    suspects: string;
                    alarm: string;
                    alerts: string;
                };
            };
        };
        /**
         * @description A source fell below its own past: since when, from what to what.
         * @example {
         *       "type": "source.drift",
         *       "timestamp": "2026-11-21T12:00:00.000Z",
         *       "schemaVersion": 1,
         *       "data": {
         *         "project": "mnist",
         *         "sourceId": "worker-17",
         *         "sequence": 46,
         *         "kind": "drift",
         *         "opening": 1,
         *         "evidence": "model",
         *         "reliable": true,
         *         "labels": 61,
         *         "accuracy": 0.55,
         *         "accuracyInterval": [
         *           0.43,
         *           0.67
         *         ],
         *         "accuracyLine": 0.71,
         *         "eValue": 57.3,
         *         "bound": 25,
         *         "since": "2026-11-21T12:00:00.000Z",
         *         "patterns": [],
         *         "actions": {
         *           "recommended": "review",
         *           "says": "It fell below its own past: look at its newest labels."
         *         },
         *         "links": {
         *           "source": "/v1/projects/mnist/sources/worker-17",
         *           "suspects": "/v1/projects/mnist/verdicts?suspect=true&sourceId=worker-17",
         *           "alarm": "/v1/projects/mnist/sources/worker-17/alarms/gold",
         *           "alerts": "/v1/projects/mnist/alerts"
         *         },
         *         "drift": {
         *           "label": 302,
         *           "between": [
         *             295,
         *             310
         *           ],
         *           "betweenAt": [
         *             "2026-11-21T11:40:00.000Z",
         *             "2026-11-21T11:46:00.000Z"
         *           ],
         *           "from": 0.91,
         *           "to": 0.6,
         *           "cells": [
         *             {
         *               "trueClass": 4,
         *               "givenClass": 9,
         *               "before": 0.02,
         *               "after": 0.35
         *             }
         *           ]
         *         }
         *       }
         *     }
         */
        SourceDriftEvent: {
            /** @constant */
            type: "source.drift";
            /** Format: date-time */
            timestamp: string;
            /** @constant */
            schemaVersion: 1;
            data: {
                project: string;
                sourceId: string;
                sequence: number;
                kind: string;
                opening: number;
                /** @enum {string} */
                evidence: "gold" | "model";
                reliable: boolean;
                labels: number;
                accuracy: number;
                accuracyInterval: [
                    number,
                    number
                ];
                accuracyLine: number;
                trueClass?: number | string;
                givenClass?: number | string;
                eValue: number;
                bound: number;
                since: string | null;
                drift?: components["schemas"]["Drift"];
                patterns: ({
                    kind: string;
                } & {
                    [key: string]: unknown;
                })[];
                by?: string;
                note?: string;
                actions: {
                    /** @enum {string} */
                    recommended: "pause" | "review" | "none";
                    says: string;
                };
                links: {
                    source: string;
                    suspects: string;
                    alarm: string;
                    alerts: string;
                };
            };
        };
        /**
         * @description A person paused a source: it should get no more examples for now.
         * @example {
         *       "type": "source.paused",
         *       "timestamp": "2026-11-21T12:00:00.000Z",
         *       "schemaVersion": 1,
         *       "data": {
         *         "project": "mnist",
         *         "sourceId": "worker-17",
         *         "sequence": 47,
         *         "by": "eve",
         *         "note": "asked her",
         *         "labels": 412,
         *         "accuracy": 0.55,
         *         "accuracyInterval": [
         *           0.43,
         *           0.67
         *         ],
         *         "links": {
         *           "source": "/v1/projects/mnist/sources/worker-17",
         *           "suspects": "/v1/projects/mnist/verdicts?suspect=true&sourceId=worker-17",
         *           "decide": "/v1/projects/mnist/sources/worker-17"
         *         }
         *       }
         *     }
         */
        SourcePausedEvent: {
            /** @constant */
            type: "source.paused";
            /** Format: date-time */
            timestamp: string;
            /** @constant */
            schemaVersion: 1;
            data: {
                project: string;
                sourceId: string;
                sequence: number;
                by: string;
                note?: string;
                labels: number;
                accuracy: number;
                accuracyInterval: [
                    number,
                    number
                ];
                links: {
                    source: string;
                    suspects: string;
                    decide: string;
                };
            };
        };
        /**
         * @description A person lets a source go on.
         * @example {
         *       "type": "source.resumed",
         *       "timestamp": "2026-11-21T12:00:00.000Z",
         *       "schemaVersion": 1,
         *       "data": {
         *         "project": "mnist",
         *         "sourceId": "worker-17",
         *         "sequence": 48,
         *         "by": "eve",
         *         "note": "trained anew",
         *         "labels": 412,
         *         "accuracy": 0.55,
         *         "accuracyInterval": [
         *           0.43,
         *           0.67
         *         ],
         *         "links": {
         *           "source": "/v1/projects/mnist/sources/worker-17",
         *           "suspects": "/v1/projects/mnist/verdicts?suspect=true&sourceId=worker-17",
         *           "decide": "/v1/projects/mnist/sources/worker-17"
         *         }
         *       }
         *     }
         */
        SourceResumedEvent: {
            /** @constant */
            type: "source.resumed";
            /** Format: date-time */
            timestamp: string;
            /** @constant */
            schemaVersion: 1;
            data: {
                project: string;
                sourceId: string;
                sequence: number;
                by: string;
                note?: string;
                labels: number;
                accuracy: number;
                accuracyInterval: [
                    number,
                    number
                ];
                links: {
                    source: string;
                    suspects: string;
                    decide: string;
                };
            };
        };
        /**
         * @description Labels that are probably wrong: up to a hundred, or what came within ten seconds.
         * @example {
         *       "type": "label.suspect",
         *       "timestamp": "2026-11-21T12:00:00.000Z",
         *       "schemaVersion": 1,
         *       "data": {
         *         "project": "mnist",
         *         "labels": [
         *           {
         *             "exampleId": "img-1",
         *             "sourceId": "worker-17",
         *             "label": 4,
         *             "quality": 0.03,
         *             "suggestedLabel": 9,
         *             "reasons": [
         *               "model",
         *               "source"
         *             ],
         *             "modelVersion": 3,
         *             "at": "2026-11-21T12:00:00.000Z"
         *           }
         *         ]
         *       }
         *     }
         */
        LabelSuspectEvent: {
            /** @constant */
            type: "label.suspect";
            /** Format: date-time */
            timestamp: string;
            /** @constant */
            schemaVersion: 1;
            data: {
                project: string;
                labels: {
                    exampleId: string;
                    sourceId: string;
                    label: number | string;
                    quality: number;
                    suggestedLabel: number | string;
                    reasons: string[];
                    modelVersion: number;
                    /** Format: date-time */
                    at: string;
                }[];
            };
        };
        /**
         * @description A model version passed its gate and is in use.
         * @example {
         *       "type": "model.published",
         *       "timestamp": "2026-11-21T12:00:00.000Z",
         *       "schemaVersion": 1,
         *       "data": {
         *         "project": "mnist",
         *         "version": 4,
         *         "labels": 9000,
         *         "examples": 3000,
         *         "gate": "better out of sample",
         *         "links": {
         *           "model": "/v1/projects/mnist/models/4"
         *         }
         *       }
         *     }
         */
        ModelPublishedEvent: {
            /** @constant */
            type: "model.published";
            /** Format: date-time */
            timestamp: string;
            /** @constant */
            schemaVersion: 1;
            data: {
                project: string;
                version: number;
                gate: string;
                labels: number;
                examples: number;
                links: {
                    model: string;
                };
            };
        };
        /**
         * @description A model version did not pass its gate; the one before stays in use.
         * @example {
         *       "type": "model.rejected",
         *       "timestamp": "2026-11-21T12:00:00.000Z",
         *       "schemaVersion": 1,
         *       "data": {
         *         "project": "mnist",
         *         "version": 5,
         *         "labels": 9000,
         *         "examples": 3000,
         *         "gate": "worse out of sample",
         *         "links": {
         *           "model": "/v1/projects/mnist/models/5"
         *         }
         *       }
         *     }
         */
        ModelRejectedEvent: {
            /** @constant */
            type: "model.rejected";
            /** Format: date-time */
            timestamp: string;
            /** @constant */
            schemaVersion: 1;
            data: {
                project: string;
                version: number;
                gate: string;
                labels: number;
                examples: number;
                links: {
                    model: string;
                };
            };
        };
        /**
         * @description The beliefs of the model are not calibrated on gold: alarms on its evidence are not reliable.
         * @example {
         *       "type": "calibration.rejected",
         *       "timestamp": "2026-11-21T12:00:00.000Z",
         *       "schemaVersion": 1,
         *       "data": {
         *         "project": "mnist",
         *         "sequence": 43,
         *         "labels": 210,
         *         "eValue": 131.5,
         *         "bound": 100,
         *         "says": "The beliefs of the model are not calibrated on gold: alarms on its evidence are not reliable until a new model passes.",
         *         "links": {
         *           "alerts": "/v1/projects/mnist/alerts"
         *         }
         *       }
         *     }
         */
        CalibrationRejectedEvent: {
            /** @constant */
            type: "calibration.rejected";
            /** Format: date-time */
            timestamp: string;
            /** @constant */
            schemaVersion: 1;
            data: {
                project: string;
                sequence: number;
                labels: number;
                eValue: number;
                bound: number;
                says: string;
                links: {
                    alerts: string;
                };
            };
        };
        /**
         * @description They are again.
         * @example {
         *       "type": "calibration.restored",
         *       "timestamp": "2026-11-21T12:00:00.000Z",
         *       "schemaVersion": 1,
         *       "data": {
         *         "project": "mnist",
         *         "sequence": 50,
         *         "labels": 210,
         *         "eValue": 131.5,
         *         "bound": 100,
         *         "says": "The beliefs of the model are calibrated on gold again: alarms on its evidence count.",
         *         "links": {
         *           "alerts": "/v1/projects/mnist/alerts"
         *         }
         *       }
         *     }
         */
        CalibrationRestoredEvent: {
            /** @constant */
            type: "calibration.restored";
            /** Format: date-time */
            timestamp: string;
            /** @constant */
            schemaVersion: 1;
            data: {
                project: string;
                sequence: number;
                labels: number;
                eValue: number;
                bound: number;
                says: string;
                links: {
                    alerts: string;
                };
            };
        };
        /**
         * @description A stage does not get on with its log.
         * @example {
         *       "type": "stream.stalled",
         *       "timestamp": "2026-11-21T12:00:00.000Z",
         *       "schemaVersion": 1,
         *       "data": {
         *         "project": "mnist",
         *         "stage": "judge",
         *         "partition": 3,
         *         "lag": 812,
         *         "since": "2026-11-21T11:59:00.000Z",
         *         "reason": "it has not moved for 60 seconds"
         *       }
         *     }
         */
        StreamStalledEvent: {
            /** @constant */
            type: "stream.stalled";
            /** Format: date-time */
            timestamp: string;
            /** @constant */
            schemaVersion: 1;
            data: {
                project: string;
                stage: string;
                partition: number;
                lag: number;
                /** Format: date-time */
                since: string;
                reason: string;
            };
        };
        /**
         * @description Another webhook of the project was given up.
         * @example {
         *       "type": "endpoint.disabled",
         *       "timestamp": "2026-11-21T12:00:00.000Z",
         *       "schemaVersion": 1,
         *       "data": {
         *         "project": "mnist",
         *         "endpointId": "ep_0123456789abcdef0123456789abcdef",
         *         "url": "https://hooks.example.com",
         *         "reason": "failing"
         *       }
         *     }
         */
        EndpointDisabledEvent: {
            /** @constant */
            type: "endpoint.disabled";
            /** Format: date-time */
            timestamp: string;
            /** @constant */
            schemaVersion: 1;
            data: {
                project: string;
                endpointId: string;
                url: string;
                /** @enum {string} */
                reason: "gone" | "failing";
            };
        };
        /**
         * @description A person asked for a test.
         * @example {
         *       "type": "test",
         *       "timestamp": "2026-11-21T12:00:00.000Z",
         *       "schemaVersion": 1,
         *       "data": {
         *         "project": "mnist",
         *         "endpointId": "ep_0123456789abcdef0123456789abcdef",
         *         "says": "A test: nothing happened."
         *       }
         *     }
         */
        TestEvent: {
            /** @constant */
            type: "test";
            /** Format: date-time */
            timestamp: string;
            /** @constant */
            schemaVersion: 1;
            data: {
                project: string;
                endpointId: string;
                says: string;
            };
        };
        /**
         * @description What a person recognises in a source's labels, with its figures. random: the rows of the noise matrix are alike; constant: one class, whatever the example is; adversary: worse than guessing; swapped: two classes exchanged; fast: far below the project's time per label; copying: repeats what another source gave wrongly before it; of `examples` where that one is probably wrong, how often it agrees, and would by itself.
         * @example {
         *       "kind": "swapped",
         *       "trueClass": 4,
         *       "givenClass": 9,
         *       "share": 0.91,
         *       "shareBack": 0.88
         *     }
         */
        Pattern: {
            /** @constant */
            kind: "random";
            spammerScore: number;
            typicalScore: number;
        } | {
            /** @constant */
            kind: "constant";
            givenClass: components["schemas"]["ClassLabel"];
            share: number;
            expectedShare: number;
        } | {
            /** @constant */
            kind: "adversary";
            accuracy: number;
        } | {
            /** @constant */
            kind: "swapped";
            trueClass: components["schemas"]["ClassLabel"];
            givenClass: components["schemas"]["ClassLabel"];
            share: number;
            shareBack: number;
        } | {
            /** @constant */
            kind: "fast";
            medianMs: number;
            typicalMs: number;
        } | {
            /** @constant */
            kind: "copying";
            sourceId: string;
            agreement: number;
            expected: number;
            examples: number;
        };
        /**
         * @description Who takes an alarm on, or closes it.
         * @example {
         *       "by": "rita",
         *       "note": "talked to her"
         *     }
         */
        AlarmActionRequest: {
            by: string;
            note?: string;
            opening?: number;
        };
        /** @description Written down; WATCH carries it out within a moment, once, and says so on the alerts log. */
        AlarmActionAccepted: {
            sourceId: string;
            /** @enum {string} */
            slot: "gold" | "model" | "drift" | "copying";
            opening: number;
            action: string;
            by: string;
        };
        /**
         * @description Who pauses a source, or lets it go on.
         * @example {
         *       "by": "rita",
         *       "note": "asked her"
         *     }
         */
        SourceDecisionRequest: {
            by: string;
            note?: string;
        };
        /** @description Written down; WATCH carries it out within a moment, once, and says so on the alerts log. */
        SourceDecisionAccepted: {
            sourceId: string;
            /** @enum {string} */
            action: "pause" | "resume";
            by: string;
        };
        /** @description Sources to act on now, at a false-discovery rate; most evident first. */
        ActNow: {
            falseDiscoveryRate: number;
            sources: number;
            calibrated: boolean;
            accuracyLine: number | null;
            items: {
                sourceId: string;
                eValue: number;
                accuracy: number;
                accuracyInterval: [
                    number,
                    number
                ];
                labels: number;
                kinds: ("accuracy" | "confusion" | "drift" | "copying" | "calibration" | "pause")[];
                patterns: components["schemas"]["Pattern"][];
            }[];
        };
        /** @description Whether the beliefs behind alarms on model evidence hold on gold. */
        Calibration: {
            calibrated: boolean;
            rejected: {
                modelVersion: number;
                /** Format: date-time */
                at: string;
            } | null;
            modelVersion: number;
            level: number;
            eValue: number;
            bound: number;
            overall: {
                examples: number;
                expected: number;
                observed: number;
            };
            bins: {
                examples: number;
                expected: number;
                observed: number;
            }[];
        };
        /**
         * @description A source labeled an example.
         * @example {
         *       "exampleId": "i1",
         *       "sourceId": "w7",
         *       "label": 3,
         *       "features": [
         *         0.12,
         *         -1.5,
         *         0.7
         *       ]
         *     }
         */
        NewLabel: {
            exampleId: string | number;
            sourceId: string | number;
            label: components["schemas"]["ClassLabel"];
            features?: number[] | string;
            text?: string;
            gold?: components["schemas"]["ClassLabel"];
            durationMs?: number;
            /** Format: date-time */
            at?: string;
            project?: string;
            /** @constant */
            kind?: "label";
        };
        /**
         * @description One label, or several: all are taken, or none.
         * @example {
         *       "labels": [
         *         {
         *           "exampleId": "i1",
         *           "sourceId": "w7",
         *           "label": 3
         *         },
         *         {
         *           "exampleId": "i2",
         *           "sourceId": "w7",
         *           "label": 1
         *         }
         *       ]
         *     }
         */
        NewLabels: components["schemas"]["NewLabel"] | {
            labels: components["schemas"]["NewLabel"][];
        };
        /**
         * @description A source took its label back.
         * @example {
         *       "exampleId": "i1",
         *       "sourceId": "w7"
         *     }
         */
        NewRetraction: {
            exampleId: string | number;
            sourceId: string | number;
            /** Format: date-time */
            at?: string;
        };
        /**
         * @description The true label of an example, or of several: all are taken, or none.
         * @example {
         *       "exampleId": "i1",
         *       "label": 3,
         *       "origin": "sampled",
         *       "reviewer": "ann"
         *     }
         */
        NewGold: {
            exampleId: string | number;
            label: components["schemas"]["ClassLabel"];
            /** @enum {string} */
            origin?: "honeypot" | "sampled" | "targeted";
            reviewer?: string | number;
            /** Format: date-time */
            at?: string;
        } | {
            gold: {
                exampleId: string | number;
                label: components["schemas"]["ClassLabel"];
                /** @enum {string} */
                origin?: "honeypot" | "sampled" | "targeted";
                reviewer?: string | number;
                /** Format: date-time */
                at?: string;
            }[];
        };
        /**
         * @description They are durable, and will be judged.
         * @example {
         *       "accepted": 2
         *     }
         */
        Accepted: {
            accepted: number;
        };
        /**
         * @description What became of the lines of an upload.
         * @example {
         *       "accepted": 2,
         *       "rejected": 1,
         *       "errors": [
         *         {
         *           "line": 1,
         *           "detail": "label: 12 is not a class of project \"mnist\" (0 to 9)",
         *           "field": "label",
         *           "value": "12"
         *         }
         *       ]
         *     }
         */
        Uploaded: {
            accepted: number;
            rejected: number;
            errors: {
                line: number;
                detail: string;
                field?: string;
                value?: string;
            }[];
        };
        /** @description Of a stream with its counts, else the number. */
        LabelsTaken: components["schemas"]["Uploaded"] | components["schemas"]["Accepted"];
        /** @description Labeling platforms that can send here as they are. */
        ConnectorList: {
            items: {
                name: string;
                path: string;
                documented: string;
            }[];
            nextCursor: string | null;
        };
        /**
         * @description What became of a message of a labeling platform, or of annotations that it exported.
         * @example {
         *       "annotations": 1,
         *       "events": 1,
         *       "skipped": 1,
         *       "refused": 0,
         *       "reasons": [
         *         {
         *           "what": "annotation 802 of 51",
         *           "why": "its annotator skipped the task",
         *           "refused": false
         *         }
         *       ]
         *     }
         */
        ConnectorTaken: {
            annotations: number;
            events: number;
            skipped: number;
            refused: number;
            reasons: {
                what: string;
                why: string;
                refused: boolean;
            }[];
        };
        /**
         * @description A webhook of Label Studio as it sends it, or a list of exported tasks (JSON) or records (JSON_MIN); the platform's own words.
         * @example {
         *       "action": "ANNOTATION_CREATED",
         *       "annotation": {
         *         "id": 801,
         *         "task": 51,
         *         "completed_by": 2,
         *         "result": [
         *           {
         *             "from_name": "sentiment",
         *             "to_name": "text",
         *             "type": "choices",
         *             "value": {
         *               "choices": [
         *                 "negative"
         *               ]
         *             }
         *           }
         *         ],
         *         "was_cancelled": false,
         *         "ground_truth": false,
         *         "lead_time": 12.4,
         *         "created_at": "2026-03-02T09:30:01.250000Z",
         *         "updated_at": "2026-03-02T09:30:01.250000Z"
         *       },
         *       "task": {
         *         "id": 51,
         *         "data": {
         *           "review": "It broke on the second day."
         *         }
         *       },
         *       "project": {
         *         "id": 4
         *       }
         *     }
         */
        LabelStudioMessage: {
            [key: string]: unknown;
        } | {
            [key: string]: unknown;
        }[];
        /**
         * @description What people are shown of an example, by the project's setting `display`.
         * @example {
         *       "kind": "image",
         *       "shape": [
         *         2,
         *         2,
         *         1
         *       ],
         *       "data": "AP//AA=="
         *     }
         */
        Display: {
            /** @constant */
            kind: "image";
            shape: [
                number,
                number,
                1 | 3 | 4
            ];
            data: string;
        } | {
            /** @constant */
            kind: "url";
            url: string;
        } | {
            /** @constant */
            kind: "text";
            text: string;
        };
        /** @description What is made of one current label of an example. */
        LabelVerdict: {
            sourceId: string;
            label: components["schemas"]["ClassLabel"];
            /** Format: date-time */
            at: string;
            quality: number;
            suggestedLabel: components["schemas"]["ClassLabel"];
            suspect: boolean;
            reasons: {
                /** @enum {string} */
                reason: "gold" | "model" | "prototypes" | "odd" | "labels" | "source" | "duplicate" | "uninformed";
                says: string;
            }[];
            sourceRecall: number;
            settled: boolean;
        };
        /** @description All that is known of one example, and why each of its labels is trusted or doubted. */
        Example: {
            project: string;
            exampleId: string;
            display: components["schemas"]["Display"] | null;
            suggestedLabel: components["schemas"]["ClassLabel"];
            posterior: components["schemas"]["WeightedClass"][];
            gold: {
                label: components["schemas"]["ClassLabel"];
                /** @enum {string} */
                origin: "honeypot" | "sampled" | "targeted";
                reviewer: string | null;
            } | null;
            evidence: {
                model: components["schemas"]["WeightedClass"][];
                prototypes: components["schemas"]["WeightedClass"][];
                modelVersion: number;
                outOfSample: boolean;
                rescored: boolean;
            } | null;
            modelVersion: number;
            labels: components["schemas"]["LabelVerdict"][];
        };
        /** @description An example in a list. null: it has no label, or no gold. */
        ExampleSummary: {
            exampleId: string;
            suggestedLabel: components["schemas"]["ClassLabel"] | null;
            lowestQuality: number | null;
            labels: number;
            gold: components["schemas"]["ClassLabel"] | null;
            modelVersion: number;
        };
        /** @description Examples, in no particular order; one may come twice while labels come. */
        ExampleList: {
            items: components["schemas"]["ExampleSummary"][];
            nextCursor: string | null;
        };
        /** @description What an example looks most like, to the part of the model that did not learn from it; most first. */
        NearestPrototypes: {
            items: {
                label: components["schemas"]["ClassLabel"];
                similarity: number;
                exampleId: string | null;
                display: components["schemas"]["Display"] | null;
            }[];
            modelVersion: number;
        };
        /** @description Prototypes of a version's first member: at most 8 of a class, of the first 100 classes, by class. Empty where it has none, or is of before they were kept, or is not among the newest 5 that were accepted. */
        PrototypeList: {
            items: {
                label: components["schemas"]["ClassLabel"];
                exampleId: string;
                display: components["schemas"]["Display"] | null;
            }[];
            nextCursor: string | null;
        };
        /** @description An alarm that is open now. */
        OpenAlarm: {
            /** @enum {string} */
            slot: "gold" | "model" | "drift" | "copying";
            opening: number;
            /** @enum {string} */
            kind: "accuracy" | "confusion" | "drift" | "copying" | "calibration" | "pause";
            /** @enum {string} */
            evidence: "gold" | "model";
            /** Format: date-time */
            since: string;
            accuracyLine: number;
            trueClass: components["schemas"]["ClassLabel"] | null;
            givenClass: components["schemas"]["ClassLabel"] | null;
            acknowledgedBy: string | null;
        };
        /** @description Who labeled, how well, and how its tests stand. */
        Source: {
            sourceId: string;
            labels: number;
            accuracy: number;
            accuracyInterval: [
                number,
                number
            ];
            trend: number | null;
            alarms: components["schemas"]["OpenAlarm"][];
            patterns: components["schemas"]["Pattern"][];
            gold: {
                labels: number;
                right: number;
                accuracyInterval: [
                    number,
                    number
                ];
            };
            tests: {
                gold: {
                    labels: number;
                    eValue: number;
                    bound: number;
                };
                model: {
                    labels: number;
                    eValue: number;
                    bound: number;
                };
                drift: {
                    labels: number;
                    eValue: number;
                    bound: number;
                };
                copying: {
                    labels: number;
                    eValue: number;
                    bound: number;
                };
            };
            pending: number;
            /** Format: date-time */
            firstAt: string;
            /** Format: date-time */
            lastAt: string;
            paused: {
                /** Format: date-time */
                at: string;
                by: string;
                note: string | null;
            } | null;
        };
        /** @description Sources in the order that was asked for. */
        SourceList: {
            items: components["schemas"]["Source"][];
            nextCursor: string | null;
            total: number;
            matching: number;
            /** Format: date-time */
            at: string;
        };
        /** @description One source, with its noise matrix and its history. */
        SourceDetail: {
            sourceId: string;
            labels: number;
            accuracy: number;
            accuracyInterval: [
                number,
                number
            ];
            trend: number | null;
            alarms: components["schemas"]["OpenAlarm"][];
            patterns: components["schemas"]["Pattern"][];
            gold: {
                labels: number;
                right: number;
                accuracyInterval: [
                    number,
                    number
                ];
            };
            tests: {
                gold: {
                    labels: number;
                    eValue: number;
                    bound: number;
                };
                model: {
                    labels: number;
                    eValue: number;
                    bound: number;
                };
                drift: {
                    labels: number;
                    eValue: number;
                    bound: number;
                };
                copying: {
                    labels: number;
                    eValue: number;
                    bound: number;
                };
            };
            pending: number;
            /** Format: date-time */
            firstAt: string;
            /** Format: date-time */
            lastAt: string;
            paused: {
                /** Format: date-time */
                at: string;
                by: string;
                note: string | null;
            } | null;
            project: string;
            noiseMatrix: number[][] | null;
            cells: {
                trueLabel: components["schemas"]["ClassLabel"];
                label: components["schemas"]["ClassLabel"];
                probability: number;
                interval: [
                    number,
                    number
                ];
                count: number;
            }[];
            cellsLeftOut: number;
            projectNoiseMatrix: number[][] | null;
            accuracyLine: number | null;
            history: {
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                to: string;
                labels: number;
                accuracy: number | null;
                accuracyInterval: [
                    number,
                    number
                ] | null;
            }[];
            alarmRecords: {
                /** @enum {string} */
                kind: "accuracy" | "confusion" | "drift" | "copying" | "calibration" | "pause";
                /** @enum {string} */
                state: "open" | "acknowledged" | "resolved";
                opening: number;
                /** @enum {string} */
                evidence: "gold" | "model";
                /** Format: date-time */
                at: string;
                labels: number;
                accuracy: number;
                by: string | null;
                note: string | null;
            }[];
        };
        /** @description The judgement of one given label, as on the verdicts log. */
        Verdict: {
            exampleId: string;
            sourceId: string;
            label: components["schemas"]["ClassLabel"];
            quality: number;
            suggestedLabel: components["schemas"]["ClassLabel"];
            suspect: boolean;
            reasons: ("gold" | "model" | "prototypes" | "odd" | "labels" | "source" | "duplicate" | "uninformed")[];
            modelVersion: number;
            project: string;
            /** @enum {string} */
            cause: "label" | "revision";
            partition: number;
            seq: number;
            /** Format: date-time */
            at: string;
        };
        /** @description The newest verdicts that are kept in memory, newest first. */
        VerdictList: {
            items: components["schemas"]["Verdict"][];
            nextCursor: string | null;
        };
        /** @description When and how a source changed. */
        Drift: {
            label: number;
            between: [
                number,
                number
            ];
            betweenAt: [
                string,
                string
            ];
            from: number;
            to: number;
            cells: {
                trueClass: number | string;
                givenClass: number | string;
                before: number;
                after: number;
            }[];
        };
        /** @description A source's alarm was opened, acknowledged or resolved, as on the alerts log. */
        Alert: {
            sourceId: string;
            /** @enum {string} */
            kind: "accuracy" | "confusion" | "drift" | "copying" | "calibration" | "pause";
            /** @enum {string} */
            state: "open" | "acknowledged" | "resolved";
            opening: number;
            /** @enum {string} */
            evidence: "gold" | "model";
            reliable: boolean;
            labels: number;
            accuracy: number;
            accuracyInterval: [
                number,
                number
            ];
            accuracyLine: number;
            trueClass?: components["schemas"]["ClassLabel"];
            givenClass?: components["schemas"]["ClassLabel"];
            eValue: number;
            bound: number;
            drift?: components["schemas"]["Drift"];
            patterns: components["schemas"]["Pattern"][];
            by?: string;
            note?: string;
            project: string;
            partition: number;
            seq: number;
            offset: number;
            /** Format: date-time */
            at: string;
        };
        /** @description What is open now, and the newest alerts that are kept in memory, newest first. */
        AlertList: {
            open: {
                sourceId: string;
                accuracy: number;
                alarms: components["schemas"]["OpenAlarm"][];
            }[];
            openTotal: number;
            items: components["schemas"]["Alert"][];
            nextCursor: string | null;
        };
        /** @description A record of the events log that could not be taken, and why. */
        DeadLetter: {
            partition: number;
            offset: number;
            field?: string;
            reason: string;
            text: string;
            truncated: boolean;
            /** @enum {string} */
            encoding: "utf8" | "base64";
            /** Format: date-time */
            at: string;
        };
        /** @description The newest dead letters that are kept in memory, newest first. */
        DeadLetterList: {
            items: components["schemas"]["DeadLetter"][];
            nextCursor: string | null;
        };
        /** @description A model version, accepted or not. */
        ModelVersion: {
            version: number;
            active: boolean;
            accepted: boolean;
            /** Format: date-time */
            createdAt: string;
            seconds: number;
            trainedOn: string | null;
            gate: string;
            report: {
                losses: {
                    version: number | null;
                    previous: number | null;
                    classPrior: number;
                };
                settings: {
                    [key: string]: number;
                };
                temperatures: {
                    model: number;
                    prototype: number;
                };
                oddThreshold: number | null;
                odd: {
                    threshold: number;
                    edges: number[];
                    given: number[];
                    random: number[];
                } | null;
                dropped: number;
                examples: number;
                labels: number;
                epochs: number;
            };
        };
        /** @description Versions, newest first. */
        ModelList: {
            activeVersion: number;
            backends: {
                scoring: {
                    name: string;
                    device: string;
                    notes: string[];
                } | null;
                training: {
                    name: string;
                    device: string;
                    notes: string[];
                } | null;
            };
            items: components["schemas"]["ModelVersion"][];
            nextCursor: string | null;
        };
        /** @description Current labels by their own time, with what is believed of them now. All buckets are of one width; one without a label is left out. */
        ProjectHistory: {
            buckets: {
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                to: string;
                labels: number;
                accuracy: number | null;
                accuracyInterval: [
                    number,
                    number
                ] | null;
                corrected: number | null;
                suspects: number;
            }[];
        };
        /** @description What all sources of a project together make of each class. */
        ProjectNoiseMatrix: {
            noiseMatrix: number[][] | null;
            cells: {
                trueLabel: components["schemas"]["ClassLabel"];
                label: components["schemas"]["ClassLabel"];
                probability: number;
                interval: [
                    number,
                    number
                ];
                count: number;
            }[];
            cellsLeftOut: number;
        };
        /** @description What is called something else, most counted first. */
        ConfusionList: {
            items: {
                trueLabel: components["schemas"]["ClassLabel"];
                label: components["schemas"]["ClassLabel"];
                probability: number;
                interval: [
                    number,
                    number
                ];
                count: number;
                sources: number;
                topSource: {
                    sourceId: string;
                    share: number;
                } | null;
                everybody: boolean;
            }[];
            nextCursor: string | null;
        };
        /** @description What a person may choose about a project. */
        ProjectSettings: {
            suspectBelow: number;
            revisionDelta: number;
            alarmLevel: number;
            accuracyLine: number | "auto";
            driftRunLength: number;
            settleAfterLabels: number | "auto";
            settleWindow: number;
            falseDiscoveryRate: number;
            reviewShare: number;
            reviewWaitHours: number;
            reviewWaitLabels: number;
            display: {
                /** @enum {string} */
                kind: "auto" | "none" | "features" | "text";
            } | {
                /** @constant */
                kind: "url";
                template: string;
            };
        };
        /**
         * @description One labeling task.
         * @example {
         *       "id": "mnist",
         *       "classes": [
         *         "0",
         *         "1",
         *         "2",
         *         "3",
         *         "4",
         *         "5",
         *         "6",
         *         "7",
         *         "8",
         *         "9"
         *       ],
         *       "labelsAs": "index",
         *       "featureShape": [
         *         28,
         *         28,
         *         1
         *       ],
         *       "featureType": "uint8",
         *       "settings": {
         *         "suspectBelow": 0.5,
         *         "revisionDelta": 0.05,
         *         "alarmLevel": 0.05,
         *         "accuracyLine": "auto",
         *         "driftRunLength": 10000,
         *         "settleAfterLabels": "auto",
         *         "settleWindow": 10,
         *         "falseDiscoveryRate": 0.05,
         *         "reviewShare": 0.02,
         *         "reviewWaitHours": 168,
         *         "reviewWaitLabels": 1000,
         *         "display": {
         *           "kind": "auto"
         *         }
         *       },
         *       "createdAt": "2026-11-20T12:00:00.000Z"
         *     }
         */
        Project: {
            id: string;
            classes: string[];
            /** @enum {string} */
            labelsAs: "index" | "name";
            featureShape: number[] | null;
            /** @enum {string} */
            featureType: "float32" | "uint8";
            settings: components["schemas"]["ProjectSettings"];
            /** Format: date-time */
            createdAt: string;
        };
        /**
         * @description A project and how far it has come.
         * @example {
         *       "id": "mnist",
         *       "classes": [
         *         "0",
         *         "1",
         *         "2",
         *         "3",
         *         "4",
         *         "5",
         *         "6",
         *         "7",
         *         "8",
         *         "9"
         *       ],
         *       "labelsAs": "index",
         *       "featureShape": [
         *         28,
         *         28,
         *         1
         *       ],
         *       "featureType": "uint8",
         *       "settings": {
         *         "suspectBelow": 0.5,
         *         "revisionDelta": 0.05,
         *         "alarmLevel": 0.05,
         *         "accuracyLine": "auto",
         *         "driftRunLength": 10000,
         *         "settleAfterLabels": "auto",
         *         "settleWindow": 10,
         *         "falseDiscoveryRate": 0.05,
         *         "reviewShare": 0.02,
         *         "reviewWaitHours": 168,
         *         "reviewWaitLabels": 1000,
         *         "display": {
         *           "kind": "auto"
         *         }
         *       },
         *       "createdAt": "2026-11-20T12:00:00.000Z",
         *       "labels": 4000,
         *       "examples": 1300,
         *       "sources": 40,
         *       "accuracyLine": 0.71,
         *       "calibrated": true,
         *       "accuracy": 0.91,
         *       "accuracyInterval": [
         *         0.9,
         *         0.919
         *       ],
         *       "corrected": 0.97,
         *       "suspects": 312,
         *       "openAlarms": 3,
         *       "modelVersion": 3
         *     }
         */
        ProjectStatus: {
            id: string;
            classes: string[];
            /** @enum {string} */
            labelsAs: "index" | "name";
            featureShape: number[] | null;
            /** @enum {string} */
            featureType: "float32" | "uint8";
            settings: components["schemas"]["ProjectSettings"];
            /** Format: date-time */
            createdAt: string;
            labels: number;
            examples: number;
            sources: number;
            accuracyLine: number | null;
            calibrated: boolean;
            accuracy: number | null;
            accuracyInterval: [
                number,
                number
            ] | null;
            corrected: number | null;
            suspects: number;
            openAlarms: number;
            modelVersion: number;
        };
        /** @description Projects, by id. */
        ProjectList: {
            items: components["schemas"]["Project"][];
            nextCursor: string | null;
        };
        /**
         * @description A project to be made.
         * @example {
         *       "id": "mnist",
         *       "classes": 10,
         *       "featureShape": [
         *         28,
         *         28,
         *         1
         *       ],
         *       "featureType": "uint8"
         *     }
         */
        NewProject: {
            id: string;
            classes: number | string[];
            featureShape?: number[];
            /** @enum {string} */
            featureType?: "float32" | "uint8";
            settings?: {
                suspectBelow?: number;
                revisionDelta?: number;
                alarmLevel?: number;
                accuracyLine?: number | "auto";
                driftRunLength?: number;
                settleAfterLabels?: number | "auto";
                settleWindow?: number;
                falseDiscoveryRate?: number;
                reviewShare?: number;
                reviewWaitHours?: number;
                reviewWaitLabels?: number;
                display?: {
                    /** @enum {string} */
                    kind: "auto" | "none" | "features" | "text";
                } | {
                    /** @constant */
                    kind: "url";
                    template: string;
                };
            };
        };
        /**
         * @description Settings to change; those that are not named stay.
         * @example {
         *       "settings": {
         *         "display": {
         *           "kind": "url",
         *           "template": "https://images.example.com/{exampleId}.jpg"
         *         }
         *       }
         *     }
         */
        ProjectChange: {
            settings: {
                suspectBelow?: number;
                revisionDelta?: number;
                alarmLevel?: number;
                accuracyLine?: number | "auto";
                driftRunLength?: number;
                settleAfterLabels?: number | "auto";
                settleWindow?: number;
                falseDiscoveryRate?: number;
                reviewShare?: number;
                reviewWaitHours?: number;
                reviewWaitLabels?: number;
                display?: {
                    /** @enum {string} */
                    kind: "auto" | "none" | "features" | "text";
                } | {
                    /** @constant */
                    kind: "url";
                    template: string;
                };
            };
        };
        /**
         * @description Classes to append; those that a project has keep their indices.
         * @example {
         *       "names": [
         *         "bird"
         *       ]
         *     }
         */
        NewClasses: {
            names: string[];
        };
        /** @description How far the project has come, and how far behind the stages are. */
        Progress: {
            lag: {
                judge: number;
                watch: number;
                train: number;
            };
            training: boolean;
            labelsPerMinute: number;
            labels: number;
            examples: number;
            sources: number;
            modelVersion: number;
        };
        /** @description Sampled ones first, the oldest first; then targeted ones by value. */
        ReviewList: {
            items: {
                exampleId: string;
                /** @enum {string} */
                lane: "sampled" | "targeted";
                /** Format: date-time */
                since: string;
                probability: number | null;
                value: number | null;
                /** @enum {string} */
                state: "free" | "claimed" | "decided";
            }[];
            nextCursor: string | null;
            matching: number;
        };
        /**
         * @description Asks for one item.
         * @example {
         *       "reviewer": "ann",
         *       "lane": "sampled"
         *     }
         */
        NewReviewClaim: {
            reviewer: string;
            /** @enum {string} */
            lane?: "sampled" | "targeted";
            leaseSeconds?: number;
            sourceId?: string;
            suspect?: boolean;
            label?: components["schemas"]["ClassLabel"];
            suggestedLabel?: components["schemas"]["ClassLabel"];
        };
        /** @description One item that nobody else gets until the lease is over. */
        ReviewClaim: {
            item: {
                token: string;
                exampleId: string;
                /** @enum {string} */
                lane: "sampled" | "targeted";
                /** Format: date-time */
                since: string;
                probability: number | null;
                value: number | null;
                /** Format: date-time */
                until: string;
                example: components["schemas"]["Example"];
            } | null;
        };
        /**
         * @description Says what the true label is.
         * @example {
         *       "token": "7d9f…",
         *       "reviewer": "ann",
         *       "label": 3
         *     }
         */
        NewReviewDecision: {
            token: string;
            reviewer: string;
            label: components["schemas"]["ClassLabel"];
        };
        /**
         * @description Names a claim.
         * @example {
         *       "token": "7d9f…",
         *       "reviewer": "ann"
         *     }
         */
        ReviewToken: {
            token: string;
            reviewer: string;
        };
        /**
         * @description Asks for a claim to last so long from now on.
         * @example {
         *       "token": "7d9f…",
         *       "reviewer": "ann",
         *       "leaseSeconds": 300
         *     }
         */
        ReviewRenewal: {
            token: string;
            reviewer: string;
            leaseSeconds?: number;
        };
        /**
         * @description Takes the latest decision back.
         * @example {
         *       "reviewer": "ann",
         *       "leaseSeconds": 300
         *     }
         */
        ReviewUndo: {
            reviewer: string;
            leaseSeconds?: number;
        };
        /** @description What became of the item. A repeated request gets the same answer. */
        ReviewOutcome: {
            exampleId: string;
            /** @enum {string} */
            lane: "sampled" | "targeted";
            /** @enum {string} */
            outcome: "decided" | "unsure" | "undone" | "released" | "renewed";
            label: components["schemas"]["ClassLabel"] | null;
            claim?: {
                token: string;
                /** Format: date-time */
                until: string;
            } | null;
        };
        /** @description How the reviews of a project went. */
        ReviewStats: {
            sampled: {
                drawn: number;
                waiting: number;
                answered: number;
                unsure: number;
                undone: number;
                unsureShare: number | null;
                suggestionRight: number | null;
                labelsRight: number | null;
                expired: number;
                withdrawn: number;
            };
            targeted: {
                waiting: number;
                answered: number;
                unsure: number;
                undone: number;
                unsureShare: number | null;
                suggestionRight: number | null;
                labelsRight: number | null;
            };
            aside: number;
            says: string;
        };
        /**
         * @description Where a project's events are sent.
         * @example {
         *       "id": "ep_0123456789abcdef0123456789abcdef",
         *       "project": "mnist",
         *       "url": "https://hooks.example.com/qualm",
         *       "events": [
         *         "source.alarm.opened",
         *         "source.alarm.resolved"
         *       ],
         *       "description": "pauses workers",
         *       "enabled": true,
         *       "disabled": null,
         *       "failingSince": null,
         *       "secrets": [
         *         {
         *           "createdAt": "2026-11-20T12:00:00.000Z",
         *           "expiresAt": null
         *         }
         *       ],
         *       "createdAt": "2026-11-20T12:00:00.000Z"
         *     }
         */
        Webhook: {
            id: string;
            project: string;
            url: string;
            events: "all" | ("source.alarm.opened" | "source.alarm.acknowledged" | "source.alarm.resolved" | "source.drift" | "source.paused" | "source.resumed" | "label.suspect" | "model.published" | "model.rejected" | "calibration.rejected" | "calibration.restored" | "stream.stalled" | "endpoint.disabled" | "test")[];
            description: string;
            enabled: boolean;
            disabled: {
                /** @enum {string} */
                reason: "by hand" | "gone" | "failing";
                /** Format: date-time */
                at: string;
            } | null;
            failingSince: string | null;
            secrets: {
                /** Format: date-time */
                createdAt: string;
                expiresAt: string | null;
            }[];
            /** Format: date-time */
            createdAt: string;
        };
        /** @description Webhooks, in the order in which they were made. */
        WebhookList: {
            items: components["schemas"]["Webhook"][];
            nextCursor: string | null;
        };
        /**
         * @description A webhook and its new secret.
         * @example {
         *       "id": "ep_0123456789abcdef0123456789abcdef",
         *       "project": "mnist",
         *       "url": "https://hooks.example.com/qualm",
         *       "events": [
         *         "source.alarm.opened",
         *         "source.alarm.resolved"
         *       ],
         *       "description": "pauses workers",
         *       "enabled": true,
         *       "disabled": null,
         *       "failingSince": null,
         *       "secrets": [
         *         {
         *           "createdAt": "2026-11-20T12:00:00.000Z",
         *           "expiresAt": null
         *         }
         *       ],
         *       "createdAt": "2026-11-20T12:00:00.000Z",
         *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwAAAAAAAAAAA="
         *     }
         */
        WebhookWithSecret: {
            id: string;
            project: string;
            url: string;
            events: "all" | ("source.alarm.opened" | "source.alarm.acknowledged" | "source.alarm.resolved" | "source.drift" | "source.paused" | "source.resumed" | "label.suspect" | "model.published" | "model.rejected" | "calibration.rejected" | "calibration.restored" | "stream.stalled" | "endpoint.disabled" | "test")[];
            description: string;
            enabled: boolean;
            disabled: {
                /** @enum {string} */
                reason: "by hand" | "gone" | "failing";
                /** Format: date-time */
                at: string;
            } | null;
            failingSince: string | null;
            secrets: {
                /** Format: date-time */
                createdAt: string;
                expiresAt: string | null;
            }[];
            /** Format: date-time */
            createdAt: string;
            secret: string;
        };
        /**
         * @description A webhook to be made.
         * @example {
         *       "url": "https://hooks.example.com/qualm",
         *       "events": [
         *         "source.alarm.opened",
         *         "source.alarm.resolved"
         *       ]
         *     }
         */
        NewWebhook: {
            url: string;
            events?: "all" | ("source.alarm.opened" | "source.alarm.acknowledged" | "source.alarm.resolved" | "source.drift" | "source.paused" | "source.resumed" | "label.suspect" | "model.published" | "model.rejected" | "calibration.rejected" | "calibration.restored" | "stream.stalled" | "endpoint.disabled" | "test")[];
            description?: string;
        };
        /**
         * @description What is to be changed; enabled true begins with a clean record.
         * @example {
         *       "enabled": true
         *     }
         */
        WebhookChange: {
            url?: string;
            events?: "all" | ("source.alarm.opened" | "source.alarm.acknowledged" | "source.alarm.resolved" | "source.drift" | "source.paused" | "source.resumed" | "label.suspect" | "model.published" | "model.rejected" | "calibration.rejected" | "calibration.restored" | "stream.stalled" | "endpoint.disabled" | "test")[];
            description?: string;
            enabled?: boolean;
        };
        /** @description One event on its way to one webhook. */
        Delivery: {
            id: string;
            webhookId: string;
            /** @enum {string} */
            type: "source.alarm.opened" | "source.alarm.acknowledged" | "source.alarm.resolved" | "source.drift" | "source.paused" | "source.resumed" | "label.suspect" | "model.published" | "model.rejected" | "calibration.rejected" | "calibration.restored" | "stream.stalled" | "endpoint.disabled" | "test";
            /** @enum {string} */
            state: "pending" | "delivered" | "dead";
            failures: number;
            /** Format: date-time */
            createdAt: string;
            nextAttemptAt: string | null;
            attempts: {
                /** Format: date-time */
                at: string;
                tookMs: number;
                status: number | null;
                error: string | null;
                response: string;
            }[];
            body: {
                type: string;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description Deliveries to a webhook, the newest event first: the newest 1,000 of 30 days. */
        DeliveryList: {
            items: components["schemas"]["Delivery"][];
            nextCursor: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getLive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    getReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of it is up. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Something is not; it says what and why. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header: {
                accept: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All metrics of this process. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                    "application/openmetrics-text": string;
                };
            };
        };
    };
    listProjects: {
        parameters: {
            query?: {
                /** @description Most items of the page. */
                limit?: number;
                /** @description `nextCursor` of the page before; opaque, and of this list's own. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectList"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createProject: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProject"];
            };
        };
        responses: {
            /** @description It is made; `Location` says where it is. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It exists already, or its state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The project. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectStatus"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectChange"];
            };
        };
        responses: {
            /** @description The project as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It exists already, or its state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProgress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts and lag. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Progress"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    appendClasses: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewClasses"];
            };
        };
        responses: {
            /** @description The project with its new classes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProjectHistory: {
        parameters: {
            query?: {
                /** @description At most so many. */
                buckets?: number;
            };
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In order of time. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectHistory"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProjectNoiseMatrix: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description From all current labels. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectNoiseMatrix"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConfusions: {
        parameters: {
            query?: {
                /** @description Most items; there are no further pages. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Most counted first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfusionList"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postLabels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLabels"];
                "application/x-ndjson": string;
            };
        };
        responses: {
            /** @description All of it is taken. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelsTaken"];
                };
            };
            /** @description Of an NDJSON stream: some lines are taken, others not. */
            207: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Uploaded"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More labels come than are judged, or the service is not ready: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRetraction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRetraction"];
            };
        };
        responses: {
            /** @description It is taken. Without such a label it has no effect. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More labels come than are judged, or the service is not ready: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postGold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGold"];
            };
        };
        responses: {
            /** @description All of it is taken. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More labels come than are judged, or the service is not ready: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listExamples: {
        parameters: {
            query?: {
                /** @description Most items of the page. */
                limit?: number;
                /** @description `nextCursor` of the page before; opaque, and of this list's own. */
                cursor?: string;
                /** @description It has a current label of this source. */
                sourceId?: string;
                /** @description It has a label that is suspect, or one that is not. */
                suspect?: boolean;
                /** @description It was called this; a class, by index or name. */
                label?: string;
                /** @description This is its most probable class. */
                suggestedLabel?: string;
                /** @description Its true label is known, or is not. */
                gold?: boolean;
                /** @description It has a label of this quality or a better one. */
                minQuality?: number;
                /** @description It has a label of this quality or a worse one. */
                maxQuality?: number;
            };
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExampleList"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNearestPrototypes: {
        parameters: {
            query?: {
                /** @description Most prototypes. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
                /** @description Percent-encoded. */
                exampleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The nearest, the most similar first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NearestPrototypes"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExample: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
                /** @description Percent-encoded. */
                exampleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The explanation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Example"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportProject: {
        parameters: {
            query?: {
                /** @description label-studio: field of the task that names the example, such as data.key: the file has tasks with predictions. Without it the examples must be named by the ids of tasks, and the file is for /api/projects/{id}/import/predictions. */
                exampleId?: string;
                /** @description label-studio: name of the tag that it is about; default image. */
                toName?: string;
                /** @description label-studio: name of the Choices tag; default choice. */
                fromName?: string;
                /** @description It has a current label of this source. */
                sourceId?: string;
                /** @description It has a label that is suspect, or one that is not. */
                suspect?: boolean;
                /** @description It was called this; a class, by index or name. */
                label?: string;
                /** @description This is its most probable class. */
                suggestedLabel?: string;
                /** @description Its true label is known, or is not. */
                gold?: boolean;
                /** @description It has a label of this quality or a better one. */
                minQuality?: number;
                /** @description It has a label of this quality or a worse one. */
                maxQuality?: number;
                /** @description What is a row; default examples. */
                rows?: "examples" | "labels";
                /** @description Default ndjson. csv (RFC 4180) has no posterior, and an apostrophe stands before text that a spreadsheet would run as a formula. label-studio: predictions to import there. */
                format?: "ndjson" | "csv" | "parquet" | "label-studio";
            };
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; `content-disposition` names it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "application/vnd.apache.parquet": string;
                    "application/json": Record<string, never>[];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSources: {
        parameters: {
            query?: {
                /** @description Most items of the page. */
                limit?: number;
                /** @description `nextCursor` of the page before; opaque, and of this list's own. */
                cursor?: string;
                /** @description Default: asc for accuracy, trend and sourceId, desc for risk, labels and lastAt. */
                order?: "asc" | "desc";
                /** @description Default risk: open alarms, then the least accurate. */
                sort?: "risk" | "accuracy" | "labels" | "trend" | "lastAt" | "sourceId";
                /** @description The same alarm rests on this evidence. */
                evidence?: "gold" | "model";
                /** @description One of its alarms is of this kind. */
                kind?: "accuracy" | "confusion" | "drift" | "copying";
                /** @description open: it has an alarm that nobody took on. acknowledged: all of its alarms are taken on. none: it has none. */
                alarm?: "open" | "acknowledged" | "none";
                /** @description Part of the id, in any case of letters. */
                search?: string;
            };
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; `at` says when it was read. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceList"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
                /** @description Percent-encoded. */
                sourceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The source. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceDetail"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSourcesToActOn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them; at most two seconds old. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActNow"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCalibration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The test of calibration as it stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calibration"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    actOnAlarm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
                /** @description Percent-encoded. */
                sourceId: string;
                slot: "gold" | "model" | "drift" | "copying";
                action: "acknowledge" | "resolve";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmActionRequest"];
            };
        };
        responses: {
            /** @description It is written down. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmActionAccepted"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It exists already, or its state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
                /** @description Percent-encoded. */
                sourceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceDecisionRequest"];
            };
        };
        responses: {
            /** @description It is written down. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceDecisionAccepted"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
                /** @description Percent-encoded. */
                sourceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceDecisionRequest"];
            };
        };
        responses: {
            /** @description It is written down. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceDecisionAccepted"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listVerdicts: {
        parameters: {
            query?: {
                sourceId?: string;
                suspect?: boolean;
                /** @description Most items of the page. */
                limit?: number;
                /** @description `nextCursor` of the page before; opaque, and of this list's own. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerdictList"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    streamVerdicts: {
        parameters: {
            query?: {
                sourceId?: string;
                suspect?: boolean;
            };
            header?: {
                "Last-Event-ID"?: string;
            };
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                /** @description Most items of the page. */
                limit?: number;
                /** @description `nextCursor` of the page before; opaque, and of this list's own. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is open, and one page of what happened. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertList"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    streamAlerts: {
        parameters: {
            query?: never;
            header?: {
                "Last-Event-ID"?: string;
            };
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeadLetters: {
        parameters: {
            query?: {
                /** @description Most items of the page. */
                limit?: number;
                /** @description `nextCursor` of the page before; opaque, and of this list's own. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterList"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listModels: {
        parameters: {
            query?: {
                /** @description Most items of the page. */
                limit?: number;
                /** @description `nextCursor` of the page before; opaque, and of this list's own. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelList"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPrototypes: {
        parameters: {
            query?: {
                /** @description Most items of the page. */
                limit?: number;
                /** @description `nextCursor` of the page before; opaque, and of this list's own. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; it may be short where images are large. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrototypeList"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelVersion"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSourceMetrics: {
        parameters: {
            query: {
                /** @description Id of the source. */
                source: string;
                /** @description Id of the project. */
                project: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Metrics of this source only. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReviews: {
        parameters: {
            query?: {
                /** @description Most items of the page. */
                limit?: number;
                /** @description `nextCursor` of the page before; opaque, and of this list's own. */
                cursor?: string;
                /** @description It has a current label of this source. */
                sourceId?: string;
                /** @description It has a label that is suspect, or one that is not. */
                suspect?: boolean;
                /** @description It was called this; a class, by index or name. */
                label?: string;
                /** @description This is its most probable class. */
                suggestedLabel?: string;
                lane?: "sampled" | "targeted";
            };
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page; at most a second old. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewList"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReviewStats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts of both lanes; at most a second old. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewStats"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    claimReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReviewClaim"];
            };
        };
        responses: {
            /** @description The item, or null. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewClaim"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decideReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReviewDecision"];
            };
        };
        responses: {
            /** @description It is durable, and becomes gold of the lane’s origin. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewOutcome"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It exists already, or its state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More labels come than are judged, or the service is not ready: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unsureReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewToken"];
            };
        };
        responses: {
            /** @description It is durable. The item is set aside while it looks the same. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewOutcome"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It exists already, or its state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More labels come than are judged, or the service is not ready: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undoReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewUndo"];
            };
        };
        responses: {
            /** @description It is durable. The item may be given again. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewOutcome"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It exists already, or its state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More labels come than are judged, or the service is not ready: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renewReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewRenewal"];
            };
        };
        responses: {
            /** @description It is the reviewer’s until `claim.until`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewOutcome"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It exists already, or its state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    releaseReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewToken"];
            };
        };
        responses: {
            /** @description Somebody else may have it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewOutcome"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It exists already, or its state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /** @description Most items of the page. */
                limit?: number;
                /** @description `nextCursor` of the page before; opaque, and of this list's own. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookList"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            /** @description It is made; `Location` says where it is. The secret is shown only here. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
                webhook: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookChange"];
            };
        };
        responses: {
            /** @description The webhook as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new secret, shown only here. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It exists already, or its state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description Most items of the page. */
                limit?: number;
                /** @description `nextCursor` of the page before; opaque, and of this list's own. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Id of the project. */
                project: string;
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryList"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery: string;
                webhook: string;
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    redeliver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery: string;
                webhook: string;
                /** @description Id of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It exists already, or its state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConnectors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectorList"];
                };
            };
        };
    };
    postLabelStudio: {
        parameters: {
            query: {
                /** @description Field of the task's data with the text that the annotator saw, such as `data.text`. */
                text?: string;
                /** @description How tasks with a ground truth were chosen; default targeted. */
                goldOrigin?: "honeypot" | "sampled" | "targeted";
                /** @description Stands before every source. */
                source?: string;
                /** @description Which name of the annotator is the source; default id. */
                annotator?: "id" | "email";
                /** @description Field of the task's data that names the example, such as `data.key`; default: the task's id. */
                exampleId?: string;
                /** @description Control tag whose choice is the label; needed where there are several, and for JSON_MIN. */
                fromName?: string;
                /** @description Project of Qualm that the labels are for. */
                project: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelStudioMessage"];
            };
        };
        responses: {
            /** @description What could be taken is durable; what gave nothing is said. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectorTaken"];
                };
            };
            /** @description The input cannot be taken: `field` and `value` say what is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Without a key, the request may come from a foreign page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description More labels come than are judged, or the service is not ready: try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sourceAlarmOpenedEvent: {
        parameters: {
            query?: never;
            header: {
                /** @description Of the event; the same at every attempt. Drop what came already. */
                "webhook-id": string;
                /** @description Of the attempt, seconds since 1970. Refuse what is older than some minutes. */
                "webhook-timestamp": string;
                /** @description One or two, by a space: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceAlarmOpenedEvent"];
            };
        };
        responses: {
            /** @description The webhook is disabled: nothing more is sent. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is delivered. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is sent again later; after `Retry-After`, where the answer has one. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    sourceAlarmAcknowledgedEvent: {
        parameters: {
            query?: never;
            header: {
                /** @description Of the event; the same at every attempt. Drop what came already. */
                "webhook-id": string;
                /** @description Of the attempt, seconds since 1970. Refuse what is older than some minutes. */
                "webhook-timestamp": string;
                /** @description One or two, by a space: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceAlarmAcknowledgedEvent"];
            };
        };
        responses: {
            /** @description The webhook is disabled: nothing more is sent. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is delivered. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is sent again later; after `Retry-After`, where the answer has one. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    sourceAlarmResolvedEvent: {
        parameters: {
            query?: never;
            header: {
                /** @description Of the event; the same at every attempt. Drop what came already. */
                "webhook-id": string;
                /** @description Of the attempt, seconds since 1970. Refuse what is older than some minutes. */
                "webhook-timestamp": string;
                /** @description One or two, by a space: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceAlarmResolvedEvent"];
            };
        };
        responses: {
            /** @description The webhook is disabled: nothing more is sent. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is delivered. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is sent again later; after `Retry-After`, where the answer has one. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    sourceDriftEvent: {
        parameters: {
            query?: never;
            header: {
                /** @description Of the event; the same at every attempt. Drop what came already. */
                "webhook-id": string;
                /** @description Of the attempt, seconds since 1970. Refuse what is older than some minutes. */
                "webhook-timestamp": string;
                /** @description One or two, by a space: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceDriftEvent"];
            };
        };
        responses: {
            /** @description The webhook is disabled: nothing more is sent. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is delivered. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is sent again later; after `Retry-After`, where the answer has one. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    sourcePausedEvent: {
        parameters: {
            query?: never;
            header: {
                /** @description Of the event; the same at every attempt. Drop what came already. */
                "webhook-id": string;
                /** @description Of the attempt, seconds since 1970. Refuse what is older than some minutes. */
                "webhook-timestamp": string;
                /** @description One or two, by a space: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourcePausedEvent"];
            };
        };
        responses: {
            /** @description The webhook is disabled: nothing more is sent. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is delivered. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is sent again later; after `Retry-After`, where the answer has one. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    sourceResumedEvent: {
        parameters: {
            query?: never;
            header: {
                /** @description Of the event; the same at every attempt. Drop what came already. */
                "webhook-id": string;
                /** @description Of the attempt, seconds since 1970. Refuse what is older than some minutes. */
                "webhook-timestamp": string;
                /** @description One or two, by a space: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceResumedEvent"];
            };
        };
        responses: {
            /** @description The webhook is disabled: nothing more is sent. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is delivered. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is sent again later; after `Retry-After`, where the answer has one. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    labelSuspectEvent: {
        parameters: {
            query?: never;
            header: {
                /** @description Of the event; the same at every attempt. Drop what came already. */
                "webhook-id": string;
                /** @description Of the attempt, seconds since 1970. Refuse what is older than some minutes. */
                "webhook-timestamp": string;
                /** @description One or two, by a space: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelSuspectEvent"];
            };
        };
        responses: {
            /** @description The webhook is disabled: nothing more is sent. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is delivered. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is sent again later; after `Retry-After`, where the answer has one. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    modelPublishedEvent: {
        parameters: {
            query?: never;
            header: {
                /** @description Of the event; the same at every attempt. Drop what came already. */
                "webhook-id": string;
                /** @description Of the attempt, seconds since 1970. Refuse what is older than some minutes. */
                "webhook-timestamp": string;
                /** @description One or two, by a space: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelPublishedEvent"];
            };
        };
        responses: {
            /** @description The webhook is disabled: nothing more is sent. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is delivered. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is sent again later; after `Retry-After`, where the answer has one. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    modelRejectedEvent: {
        parameters: {
            query?: never;
            header: {
                /** @description Of the event; the same at every attempt. Drop what came already. */
                "webhook-id": string;
                /** @description Of the attempt, seconds since 1970. Refuse what is older than some minutes. */
                "webhook-timestamp": string;
                /** @description One or two, by a space: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelRejectedEvent"];
            };
        };
        responses: {
            /** @description The webhook is disabled: nothing more is sent. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is delivered. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is sent again later; after `Retry-After`, where the answer has one. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    calibrationRejectedEvent: {
        parameters: {
            query?: never;
            header: {
                /** @description Of the event; the same at every attempt. Drop what came already. */
                "webhook-id": string;
                /** @description Of the attempt, seconds since 1970. Refuse what is older than some minutes. */
                "webhook-timestamp": string;
                /** @description One or two, by a space: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalibrationRejectedEvent"];
            };
        };
        responses: {
            /** @description The webhook is disabled: nothing more is sent. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is delivered. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is sent again later; after `Retry-After`, where the answer has one. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    calibrationRestoredEvent: {
        parameters: {
            query?: never;
            header: {
                /** @description Of the event; the same at every attempt. Drop what came already. */
                "webhook-id": string;
                /** @description Of the attempt, seconds since 1970. Refuse what is older than some minutes. */
                "webhook-timestamp": string;
                /** @description One or two, by a space: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalibrationRestoredEvent"];
            };
        };
        responses: {
            /** @description The webhook is disabled: nothing more is sent. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is delivered. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is sent again later; after `Retry-After`, where the answer has one. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    streamStalledEvent: {
        parameters: {
            query?: never;
            header: {
                /** @description Of the event; the same at every attempt. Drop what came already. */
                "webhook-id": string;
                /** @description Of the attempt, seconds since 1970. Refuse what is older than some minutes. */
                "webhook-timestamp": string;
                /** @description One or two, by a space: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StreamStalledEvent"];
            };
        };
        responses: {
            /** @description The webhook is disabled: nothing more is sent. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is delivered. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is sent again later; after `Retry-After`, where the answer has one. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    endpointDisabledEvent: {
        parameters: {
            query?: never;
            header: {
                /** @description Of the event; the same at every attempt. Drop what came already. */
                "webhook-id": string;
                /** @description Of the attempt, seconds since 1970. Refuse what is older than some minutes. */
                "webhook-timestamp": string;
                /** @description One or two, by a space: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndpointDisabledEvent"];
            };
        };
        responses: {
            /** @description The webhook is disabled: nothing more is sent. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is delivered. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is sent again later; after `Retry-After`, where the answer has one. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    testEvent: {
        parameters: {
            query?: never;
            header: {
                /** @description Of the event; the same at every attempt. Drop what came already. */
                "webhook-id": string;
                /** @description Of the attempt, seconds since 1970. Refuse what is older than some minutes. */
                "webhook-timestamp": string;
                /** @description One or two, by a space: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestEvent"];
            };
        };
        responses: {
            /** @description The webhook is disabled: nothing more is sent. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is delivered. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is sent again later; after `Retry-After`, where the answer has one. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
