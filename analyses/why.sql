/*
Question: Why are these two records one customer?

How to run, with the records as channel:source_record_id:
    .venv/bin/python scripts/show_analysis.py why --vars \
        '{record_a: "store_crm:STORY-STORE-1", record_b: "membership:STORY-MEMBER-1"}'

How to read: step 0 is the answer. From step 1 on come the links of the shortest way from the first
record to the second, each with its rule and what speaks for it and against it. Links within one
customer that the way does not need are in mart match_evidence. A record that is unknown, deleted or
quarantined, and two records that are two customers, are said so; then ask `why_not`.
*/
{{ why(
    var('record_a', 'store_crm:STORY-STORE-1'), var('record_b', 'membership:STORY-MEMBER-1')
) }}
