/*
Question: How did this customer come to be, and what holds it together?

How to run, with a customer id of any age:
    .venv/bin/python scripts/show_analysis.py how --vars '{customer_id: cust_000000001}'

How to read: `customer` says what the id is now. `together`: the links in the order of their
strength, tier by tier and rule by rule; each joins two groups of records that nothing stronger had
joined. `without`: for each identifier value of the customer, named by its type and the first record
that has it, whether the records would still be one customer if that value had never been there.
The value itself is in customer_identifiers, which is restricted.
*/
{{ how(var('customer_id', 'cust_000000001')) }}
