/*
Question: Why are these two records not one customer?

How to run, with the records as channel:source_record_id:
    .venv/bin/python scripts/show_analysis.py why_not --vars \
        '{record_a: "store_crm:STORY-STORE-1", record_b: "store_crm:C000000001"}'

How to read: row 0 is the verdict, the first that holds of these: not_current, same_record,
one_customer, steward_decision, vetoed, cut_in_repair, compared_and_refused, value_suppressed,
key_too_common, never_candidates. Below it, whatever the verdict, the guard's view of the two
records: how well the names agree, what each kind of value counts for and against, and what would
have sufficed for names that agree so (var pair_policy).
*/
{{ why_not(
    var('record_a', 'store_crm:STORY-STORE-1'), var('record_b', 'store_crm:STORY-STORE-2')
) }}
