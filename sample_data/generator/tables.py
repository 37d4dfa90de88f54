"""Every raw table: channel, table, columns in file order, and how it is loaded."""

from typing import NamedTuple


class Table(NamedTuple):
    """A raw table; `load` is snapshot (rewritten whole) or delta (each day's file has only new
    rows)."""

    channel: str
    name: str
    columns: tuple
    load: str

    @property
    def key(self):
        """The name the warehouse gives it: `<channel>__<table>`."""
        return f"{self.channel}__{self.name}"


def _table(channel, name, load, columns):
    return Table(channel, name, tuple(columns.split(",")), load)


TABLES = {
    table.key: table
    for table in (
        _table(
            "store_crm",
            "customers",
            "snapshot",
            "customer_no,name,birth,gender,mobile,email,zip,addr,city,member_no,sms_verified,"
            "store_code,registered_at,modified_at,deleted",
        ),
        _table(
            "store_crm",
            "receipts",
            "delta",
            "receipt_no,customer_no,member_no,store_code,sold_at,currency,status,original_receipt_no",
        ),
        _table(
            "store_crm",
            "receipt_lines",
            "delta",
            "receipt_no,line_no,product_code,category,quantity,unit_price,amount,original_line_no",
        ),
        _table(
            "store_crm",
            "visits",
            "delta",
            "visit_id,store_code,visited_at,customer_no,contact,interest_category",
        ),
        _table(
            "online_shop",
            "accounts",
            "snapshot",
            "account_id,login_id,email,email_verified,name,birth_date,gender,phone,phone_verified,ci,"
            "member_no,postal_code,address,city,country,created_at,updated_at,status",
        ),
        _table(
            "online_shop",
            "orders",
            "delta",
            "order_id,account_id,guest_name,guest_email,guest_phone,ordered_at,currency,status",
        ),
        _table(
            "online_shop",
            "order_lines",
            "delta",
            "order_id,line_no,product_id,category,quantity,unit_price,amount,line_type,returned_line_no,line_at",
        ),
        _table(
            "online_shop",
            "carts",
            "delta",
            "cart_id,account_id,anonymous_id,product_id,category,quantity,status,updated_at",
        ),
        _table(
            "online_shop",
            "web_events",
            "delta",
            "event_id,event_at,anonymous_id,user_id,event_name,page_category,product_id,device_type",
        ),
        _table(
            "membership",
            "members",
            "snapshot",
            "member_no,programme,family_name,given_name,birth_ymd,sex,mobile,email,ci,postal_code,"
            "address,joined_at,updated_at,status",
        ),
        _table(
            "membership",
            "points_ledger",
            "delta",
            "entry_id,member_no,entry_at,entry_type,points,expires_on,reference",
        ),
        _table(
            "membership",
            "benefits",
            "delta",
            "benefit_id,member_no,benefit_type,issued_at,valid_until,used_at,used_channel",
        ),
        _table(
            "external",
            "partner_profiles",
            "snapshot",
            "profile_id,partner,full_name,email,phone,birth_year,interests,obtained_at,licence",
        ),
        _table(
            "external",
            "area_statistics",
            "snapshot",
            "postal_code,households,median_income,reference_date",
        ),
        _table("external", "product_likes", "delta", "like_id,profile_id,product_id,liked_at"),
        _table(
            "engagement",
            "messages",
            "delta",
            "message_id,campaign_id,message_channel,recipient,sent_at,status,sender_channel,customer_ref",
        ),
        _table(
            "engagement",
            "consent_events",
            "delta",
            "event_id,channel,customer_ref,contact,message_channel,purpose,action,event_at,evidence",
        ),
        _table(
            "engagement",
            "erasure_requests",
            "delta",
            "request_id,channel,customer_ref,requested_at,reason",
        ),
        # A subset of the customer-record contract: the other columns are optional.
        _table(
            "conformed",
            "customers",
            "snapshot",
            "channel,source_record_id,full_name,birth_date,gender,email,phone,postal_code,city,country,"
            "is_verified_email,created_at,updated_at",
        ),
    )
}
