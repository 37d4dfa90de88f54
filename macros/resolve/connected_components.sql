{#- CTEs that close pairs of nodes to exact connected components, for chains of any depth.

Randomised graph contraction (Bögeholz, Brand, Todor 2020, "In-database connected component analysis"). Each round
every node moves to the first of {itself, its neighbours}; the order is an affine map over a prime field, new in every
round (round 0: plain smallest, which collapses stars). Edges are renamed to where their ends moved and deduplicated.
The moves compose backwards. Nodes are numbered densely first, so that the maps stay inside bigint.

Arguments:
    edges: relation or CTE of pairs; left, right: its two bigint columns (not null, any order, loops allowed)
    rounds: contraction rounds, default var closure_rounds; spare rounds are nearly free, too few are caught by the
        test assert_no_accepted_link_is_left_open
Emits CTEs ending in `components(node bigint, component bigint)`: one row per node that has an edge to another;
component is the smallest node in it. Use behind a comma in a `with`. -#}
{% macro connected_components(edges, left='left_node', right='right_node', rounds=none) -%}
    {%- set rounds = rounds if rounds is not none else var('closure_rounds') -%}
    {%- set prime = 2147483647 -%}
    component_ends as (
        select
            {{ left }} as node,
            {{ right }} as neighbour
        from {{ edges }}
        where {{ left }} != {{ right }}
        union
        select
            {{ right }} as node,
            {{ left }} as neighbour
        from {{ edges }}
        where {{ left }} != {{ right }}
    ),

    component_nodes as materialized (
        select
            node,
            row_number() over (order by node) as number
        from (select distinct node from component_ends) as distinct_nodes
    ),

    edges_0 as materialized (
        select
            nodes.number as node,
            neighbours.number as neighbour
        from component_ends
        inner join component_nodes as nodes on component_ends.node = nodes.node
        inner join component_nodes as neighbours on component_ends.neighbour = neighbours.node
    ),
    {%- for round in range(rounds) %}
        {%- set order = contraction_order(round) %}

    moves_{{ round }} as materialized (
        select
            node,
            least(
                (node * {{ order.factor }} + {{ order.shift }}) % {{ prime }},
                min((neighbour * {{ order.factor }} + {{ order.shift }}) % {{ prime }})
            ) as place
        from edges_{{ round }}
        group by node
    ),

    {#- One end at a time: with both in one join a planner may pair all moves with all moves first. #}
    half_edges_{{ round }} as materialized (
        select
            moves.place as node,
            edges.neighbour
        from edges_{{ round }} as edges
        inner join moves_{{ round }} as moves on edges.node = moves.node
    ),

    edges_{{ round + 1 }} as materialized (
        select distinct
            edges.node,
            moves.place as neighbour
        from half_edges_{{ round }} as edges
        inner join moves_{{ round }} as moves on edges.neighbour = moves.node
        where edges.node != moves.place
    ),
    {%- endfor %}
    {#- A node whose component is closed keeps its place; the remaining maps still apply to it, composed to one. #}
    {%- set rest = {'factor': 1, 'shift': 0} %}
    {%- for back in range(rounds) %}
        {%- set round = rounds - 1 - back %}

    places_{{ round }} as materialized (
        select
            moves.node,
            {% if back == 0 -%}
                moves.place
            {%- else -%}
                coalesce(later.place, (moves.place * {{ rest.factor }} + {{ rest.shift }}) % {{ prime }}) as place
            {%- endif %}
        from moves_{{ round }} as moves
        {%- if back > 0 %}
        left join places_{{ round + 1 }} as later on moves.place = later.node
        {%- endif %}
    ),
        {%- set order = contraction_order(round) %}
        {%- do rest.update({
            'factor': (rest.factor * order.factor) % prime,
            'shift': (rest.factor * order.shift + rest.shift) % prime,
        }) %}
    {%- endfor %}

    component_smallest as (
        select
            places.place,
            min(component_nodes.node) as component
        from places_0 as places
        inner join component_nodes on places.node = component_nodes.number
        group by places.place
    ),

    components as (
        select
            component_nodes.node,
            component_smallest.component
        from places_0 as places
        inner join component_nodes on places.node = component_nodes.number
        inner join component_smallest on places.place = component_smallest.place
    )
{%- endmacro %}

{#- The affine map of a round: factor and shift below the prime 2^31 - 1, the same on every run. -#}
{% macro contraction_order(round) -%}
    {%- if round == 0 -%}
        {{- return({'factor': 1, 'shift': 0}) -}}
    {%- endif -%}
    {%- set digest = local_md5('contraction round ' ~ round) -%}
    {{- return({
        'factor': 1 + int_of_hex(digest[0:8]) % 2147483646,
        'shift': int_of_hex(digest[8:16]) % 2147483647,
    }) -}}
{%- endmacro %}

{#- The integer that hexadecimal text names. -#}
{% macro int_of_hex(text) -%}
    {%- set total = namespace(value=0) -%}
    {%- for digit in text -%}
        {%- set total.value = total.value * 16 + '0123456789abcdef'.index(digit) -%}
    {%- endfor -%}
    {{- return(total.value) -}}
{%- endmacro %}
