{#- What a person needs to know when the ids of too many customers would change: a text over the columns of
int_churn_measured. -#}
{% macro churn_message() -%}
    'cause ' || cause || ': ' || cast(count_customers_affected as varchar) || ' of '
    || cast(count_customers_before as varchar) || ' customers (share ' || cast(share_affected as varchar)
    || ') would lose or change their id, budget ' || cast(budget as varchar) || '. '
    || case cause
        when 'data' then
            'Look at what the channels sent (int_customer_id_changes); if it is right, raise churn_budget.data for this run'
        when 'policy' then
            'Look at the effect of the changed vars or seeds (int_customer_id_changes); if it is meant, raise churn_budget.policy for this run'
        when 'decision' then
            'Look at the decisions that started or ended (int_decisions_changed); if they are right, raise churn_budget.decision for this run'
        when 'erasure' then
            'Look at the list of erased records; if it is right, raise churn_budget.erasure for this run'
        else
            'Nothing explains it: no data, policy, decision or erasure. If SQL of the rules was changed, count up rule_code_version; else do not publish, and find out why'
    end
{%- endmacro %}

{#- Says so at the end of a run in which that test failed. -#}
{% macro explain_churn(results) -%}
    {%- for result in results -%}
        {%- if result.node.name == 'assert_churn_stays_within_its_budget' and result.status | string == 'fail' -%}
            {%- set churn = graph.nodes['model.customer_identity.int_churn_measured'].relation_name -%}
            {%- set found = run_query(
                'select ' ~ churn_message() ~ ' as finding from ' ~ churn ~ ' where is_over_budget order by cause'
            ) -%}
            {%- for row in found.rows -%}
                {%- do log('Too many customer ids would change. ' ~ row[0] ~ '.', info=true) -%}
            {%- endfor -%}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}
