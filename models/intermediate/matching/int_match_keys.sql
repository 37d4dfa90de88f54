{#- One hash per record and rule whose fields it has: equal hashes are candidates. -#}
with match_fields as {{ read_in_place() }} (
    select * from {{ after_of(ref('int_match_fields')) }}
),

match_keys as (
    {% for rule in active_match_rules() -%}
        select
            record_key,
            {{ rule.number }} as rule_number,
            {{ match_key_hash(rule.number, rule.fields) }} as match_key
        from match_fields
        where
            {% for field in rule.fields -%}
                {{ field }} is not null
                {%- if not loop.last %}
                    and {% endif -%}
            {% endfor %}
        {{ "union all" if not loop.last }}
    {% endfor -%}
)

select * from match_keys
