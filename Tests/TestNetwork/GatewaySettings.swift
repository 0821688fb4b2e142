/// What a gateway is to do besides handing requests on.
package struct GatewaySettings: Sendable {
  /// Whether responses are compressed with gzip. nghttpx cannot.
  package var compresses = false
  /// Further lines, in nginx for the server, in haproxy for the frontend.
  package var lines: [String] = []

  package init(compresses: Bool = false, lines: [String] = []) {
    self.compresses = compresses
    self.lines = lines
  }

  func configuration(of kind: Gateway.Kind, at place: GatewayPlace) -> String {
    switch kind {
    case .nginx: nginx(place)
    case .haproxy: haproxy(place)
    case .nghttpx: nghttpx(place)
    case .h2o: h2o(place)
    }
  }

  private func nginx(_ place: GatewayPlace) -> String {
    """
    daemon off;
    user root;
    pid \(place.directory)/nginx.pid;
    error_log stderr error;
    worker_processes 1;
    events { worker_connections 1024; }
    http {
      access_log off;
      client_body_temp_path \(place.directory)/body;
      proxy_temp_path \(place.directory)/proxied;
      fastcgi_temp_path \(place.directory)/fastcgi;
      uwsgi_temp_path \(place.directory)/uwsgi;
      scgi_temp_path \(place.directory)/scgi;
      proxy_buffers 16 64k;
      proxy_buffer_size 64k;
      proxy_busy_buffers_size 128k;
      \(compresses ? "gzip on; gzip_types application/json; gzip_proxied any;" : "")
      upstream platform { server 127.0.0.1:\(place.platform); keepalive 64; }
      server {
        listen \(place.address):\(place.port) ssl http2;
        ssl_certificate \(place.certificate.certificate);
        ssl_certificate_key \(place.certificate.key);
        ssl_protocols TLSv1.3;
        \(lines.joined(separator: "\n    "))
        location / {
          proxy_pass http://platform;
          proxy_http_version 1.1;
          proxy_set_header Connection "";
        }
      }
    }

    """
  }

  private func haproxy(_ place: GatewayPlace) -> String {
    """
    global
      maxconn 1000
      ssl-default-bind-options ssl-min-ver TLSv1.3
    defaults
      mode http
      timeout connect 5s
      timeout client 60s
      timeout server 60s
    frontend gateway
      bind \(place.address):\(place.port) ssl crt \(place.certificate.both) alpn h2,http/1.1
      \(compresses ? "compression algo gzip" : "")
      \(compresses ? "compression type application/json" : "")
      \(lines.joined(separator: "\n  "))
      default_backend platform
    backend platform
      server platform 127.0.0.1:\(place.platform)

    """
  }

  private func nghttpx(_ place: GatewayPlace) -> String {
    """
    frontend=\(place.address),\(place.port)
    backend=127.0.0.1,\(place.platform)
    tls-min-proto-version=TLSv1.3
    accesslog-file=/dev/null
    errorlog-file=/dev/null
    workers=1

    """
  }

  private func h2o(_ place: GatewayPlace) -> String {
    """
    user: root
    num-threads: 1
    compress: \(compresses ? "[gzip]" : "OFF")
    listen:
      host: \(place.address)
      port: \(place.port)
      ssl:
        certificate-file: \(place.certificate.certificate)
        key-file: \(place.certificate.key)
    hosts:
      default:
        paths:
          /:
            proxy.reverse.url: http://127.0.0.1:\(place.platform)/

    """
  }
}

/// Where a gateway listens, and what it needs.
struct GatewayPlace {
  let address: String
  let port: UInt16
  /// The port of the sandbox on loopback.
  let platform: Int
  let certificate: Certificate
  let directory: String
}
