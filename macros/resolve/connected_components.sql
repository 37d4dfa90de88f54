{#- CTEs that close pairs of nodes to exact connected components, for chains of any depth.

Randomised graph contraction (Bögeholz, Brand, Todor 2020, "In-database connected component analysis"). Each round
every node moves to the first of {itself, its neighbours}; the order is that of the ids with some bits flipped, other
bits in every round (round 0: none, so plain smallest, which collapses stars). Links are renamed to where their ends
moved. The moves compose backwards. Flipping bits is one operation, can be taken back, and needs no numbering of nodes.

Arguments:
    edges: relation or CTE of pairs; left, right: its two bigint columns (not null, any order, loops allowed)
    rounds: contraction rounds, two at least, default var closure_rounds; spare rounds are nearly free, too few are caught by the
        test assert_no_accepted_link_is_left_open
    prefix: of the names of all CTEs, for a second closure in one `with`
Emits CTEs ending in `components(node bigint, component bigint)`: one row per node that has an edge to another;
component is the smallest node in it. Use behind a comma in a `with`, once per prefix. -#}
{% macro connected_components(edges, left='left_node', right='right_node', rounds=none, prefix='') -%}
    {%- set rounds = [2, rounds if rounds is not none else var('closure_rounds')] | max -%}
    {{ prefix }}edges_0 as (
        select
            {{ left }} as left_node,
            {{ right }} as right_node
        from {{ edges }}
        where {{ left }} != {{ right }}
    ),
    {%- for round in range(rounds) %}
        {%- set flips = contraction_flips(round) %}

    {{ prefix }}ends_{{ round }} as (
        select
            left_node as node,
            right_node as neighbour
        from {{ prefix }}edges_{{ round }}
        union all
        select
            right_node as node,
            left_node as neighbour
        from {{ prefix }}edges_{{ round }}
    ),

    {{ prefix }}moves_{{ round }} as materialized (
        select
            node,
            {% if round == 0 -%}
                least(node, min(neighbour)) as place
            {%- else -%}
                {{ flip_bits(
                    'least(' ~ flip_bits('node', flips) ~ ', min(' ~ flip_bits('neighbour', flips) ~ '))', flips
                ) }} as place
            {%- endif %}
        from {{ prefix }}ends_{{ round }}
        group by node
    ),

    {#- One end at a time: with both in one join a planner may pair all moves with all moves first. #}
    {{ prefix }}half_edges_{{ round }} as materialized (
        select
            moves.place as left_node,
            edges.right_node
        from {{ prefix }}edges_{{ round }} as edges
        inner join {{ prefix }}moves_{{ round }} as moves on edges.left_node = moves.node
    ),

    {#- Removing duplicates pays from the second round on: what round 0 leaves has few. #}
    {{ prefix }}edges_{{ round + 1 }} as materialized (
        select {{ 'distinct ' if round > 0 }}
            least(edges.left_node, moves.place) as left_node,
            greatest(edges.left_node, moves.place) as right_node
        from {{ prefix }}half_edges_{{ round }} as edges
        inner join {{ prefix }}moves_{{ round }} as moves on edges.right_node = moves.node
        where edges.left_node != moves.place
    ),
    {%- endfor %}
    {#- A node whose component is closed stays where it is. #}
    {%- for back in range(rounds - 1) %}
        {%- set round = rounds - 1 - back %}

    {{ prefix }}places_{{ round }} as materialized (
        select
            moves.node,
            {% if back == 0 -%}
                moves.place
            {%- else -%}
                coalesce(later.place, moves.place) as place
            {%- endif %}
        from {{ prefix }}moves_{{ round }} as moves
        {%- if back > 0 %}
        left join {{ prefix }}places_{{ round + 1 }} as later on moves.place = later.node
        {%- endif %}
    ),
    {%- endfor %}

    {#- Places after round 0 are nodes themselves, and the smallest of a component is where it was: among them. #}
    {{ prefix }}smallest_places as (
        select
            place,
            min(node) as component
        from {{ prefix }}places_1
        group by place
    ),

    {{ prefix }}place_components as (
        select
            places.node,
            smallest_places.component
        from {{ prefix }}places_1 as places
        inner join {{ prefix }}smallest_places as smallest_places on places.place = smallest_places.place
    ),

    {#- A miss: the component was closed in round 0. #}
    {{ prefix }}components as (
        select
            moves.node,
            coalesce(place_components.component, moves.place) as component
        from {{ prefix }}moves_0 as moves
        left join {{ prefix }}place_components as place_components on moves.place = place_components.node
    )
{%- endmacro %}

{#- The bits that a round flips: 60 of them by the round's digest, the same on every run; none in round 0. -#}
{% macro contraction_flips(round) -%}
    {{- return(0 if round == 0 else int_of_hex(local_md5('contraction round ' ~ round)[0:15])) -}}
{%- endmacro %}

{#- The integer that hexadecimal text names. -#}
{% macro int_of_hex(text) -%}
    {%- set total = namespace(value=0) -%}
    {%- for digit in text -%}
        {%- set total.value = total.value * 16 + '0123456789abcdef'.index(digit) -%}
    {%- endfor -%}
    {{- return(total.value) -}}
{%- endmacro %}
