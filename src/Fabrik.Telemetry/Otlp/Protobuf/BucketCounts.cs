namespace Fabrik.Telemetry.Otlp.Protobuf;

/// <summary>Walks the counts of an exponential histogram's <c>Buckets</c>, packed or one by one, without gathering them.</summary>
internal ref struct BucketCounts
{
    private readonly int _offset;
    private ProtoReader _message;
    private ProtoReader _packed;
    private bool _inPacked;
    private bool _faulty;
    private long _next;

    public BucketCounts(ReadOnlySpan<byte> buckets)
    {
        // The offset may stand after the counts it is about.
        var header = new ProtoReader(buckets);
        while (header.Next())
        {
            if (header.Tag == OtlpTags.Buckets.Offset) _offset = header.ZigZag();
            else header.Skip();
        }

        _faulty = header.Fault is not null;
        _message = new ProtoReader(buckets);
    }

    public readonly bool IsWellFormed => !_faulty;

    public readonly long Index => _offset + _next - 1;

    public ulong Count { get; private set; }

    public bool Next()
    {
        while (!_faulty)
        {
            if (_inPacked && _packed.HasMore)
            {
                Count = _packed.Varint();
                _faulty = _packed.Fault is not null;
                _next++;
                return !_faulty;
            }

            _inPacked = false;
            if (!_message.Next()) return false;
            switch (_message.Tag)
            {
                case OtlpTags.Buckets.Counts:
                    _packed = new ProtoReader(_message.Bytes());
                    _inPacked = true;
                    break;
                case OtlpTags.Buckets.Count:
                    Count = _message.Varint();
                    _next++;
                    return true;
                default:
                    _message.Skip();
                    break;
            }
        }

        return false;
    }
}
