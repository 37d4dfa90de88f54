-- Law: who reads an activity table keeps to its accepted rows; only the quarantine reads others.
{%- set checkers = [
    'int_receipt_lines_checked', 'int_order_lines_checked', 'int_quarantined_rows_unioned',
] -%}
{%- set judged = activity_tables().values() | map(attribute='model') | list -%}
{%- set half_judged = ['stg_store_crm__receipt_lines', 'stg_online_shop__order_lines'] -%}
{%- set findings = [] -%}
{%- if execute -%}
    {%- for node in graph.nodes.values() | sort(attribute='unique_id') -%}
        {%- if node.resource_type == 'model' and node.name not in checkers -%}
            {%- set parents = [] -%}
            {%- for parent in node.depends_on.nodes -%}
                {%- do parents.append(parent.split('.')[-1]) -%}
            {%- endfor -%}
            {%- set read = parents | select('in', judged) | list -%}
            {%- for parent in parents | select('in', half_judged) -%}
                {%- do findings.append([node.name, parent, 'its orphans are not known yet']) -%}
            {%- endfor -%}
            {%- if node.raw_code.count("row_state = 'accepted'") < read | length -%}
                {%- do findings.append([node.name, read | join(' '), 'not kept to row_state accepted']) -%}
            {%- endif -%}
        {%- endif -%}
    {%- endfor -%}
{%- endif -%}

{% for finding in findings %}
    select
        '{{ finding[0] }}' as model_name,
        '{{ finding[1] }}' as parent_names,
        '{{ finding[2] }}' as finding
    {% if not loop.last %}
        union all
    {% endif %}
{% else %}
    select cast(null as varchar) as model_name
    where false
{% endfor %}
