{#- Per attribute group, the place of each record's value among its customer's: 1 survives; null
    where it has no value. The values that lose stay visible here. -#}
{%- set groups = survivorship_groups() %}
with inputs as {{ read_in_place() }} (
    select * from {{ after_of(ref('int_survivorship_inputs')) }}
),

clusters_of_several as (
    select cluster_key
    from inputs
    group by cluster_key
    having count(*) > 1
),

competing as (
    select inputs.*
    from inputs
    inner join clusters_of_several on inputs.cluster_key = clusters_of_several.cluster_key
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
    from competing
),

ranked as (
    select
        record_key,
        customer_id,
        false as is_only_record,
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
),

-- Most customers have one record: nothing competes, and nothing needs an order.
unrivalled as (
    select
        inputs.record_key,
        inputs.customer_id,
        true as is_only_record,
        {% for group, spec in groups.items() -%}
            case when inputs.{{ spec.value }} is not null then cast(1 as bigint) end
                as {{ group }}_place
            {{- "," if not loop.last }}
        {% endfor %}
    from inputs
    left join clusters_of_several on inputs.cluster_key = clusters_of_several.cluster_key
    where clusters_of_several.cluster_key is null
),

united as (
    select * from ranked
    union all
    select * from unrivalled
)

select * from united
