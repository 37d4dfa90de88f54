{#- Per attribute group, the place of each record's value among its customer's: 1 survives; null
    where it has no value. The values that lose stay visible here. -#}
{%- set groups = survivorship_groups() %}
with inputs as (
    select * from {{ after_of(ref('int_survivorship_inputs')) }}
),

counted as (
    select
        *,
        {% for group, spec in groups.items() if 'frequent' in var('survivorship')[group] -%}
            count(*) over (partition by cluster_key, {{ spec.value }})
                as {{ group }}_count_same_value
            {{- "," if not loop.last }}
        {% else -%}
            0 as no_counts
        {% endfor %}
    from inputs
),

ranked as (
    select
        record_key,
        customer_id,
        {% for group, spec in groups.items() -%}
            case
                when {{ spec.value }} is not null then row_number() over (
                    partition by cluster_key
                    order by
                        case when {{ spec.value }} is null then 1 else 0 end,
                        {% for criterion in var('survivorship')[group] -%}
                            {{ survivorship_order(criterion, group, spec) }},
                        {% endfor -%}
                        record_key
                )
            end as {{ group }}_place
            {{- "," if not loop.last }}
        {% endfor %}
    from counted
)

select * from ranked
